{# The pairs that `conflicts` compares: what is kept of each column, and what each later source says. #}
{% macro _contradictions(sources, columns) -%}
    {%- set pairs = [] -%}
    {%- for column in columns -%}
        {%- set said = refill._said(sources, column) -%}
        {%- for given in sources[1:] -%}
            {%- do pairs.append([column, 'coalesce(' ~ said | join(', ') ~ ')', refill.first_with_value(said, sources | map(attribute='name') | list),
                said[loop.index], refill.literal(given.name)]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(pairs) }}
{%- endmacro %}
