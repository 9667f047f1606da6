{# The candidates as origins of conflicts: [name, whether its own rows may disagree on a column]. #}
{% macro _origins(candidates) -%}
    {%- set origins = [] -%}
    {%- for candidate in candidates -%}
        {%- set disagreeing = [] -%}
        {%- for column in candidate.columns if refill.aggregate(column).disagreement -%}
            {%- do disagreeing.append(column) -%}
        {%- endfor -%}
        {%- do origins.append([candidate.name, disagreeing | length > 0]) -%}
    {%- endfor -%}
    {{ return(origins) }}
{%- endmacro %}
