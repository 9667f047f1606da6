{# Make filled tables parts of the fact table; those without rows are dropped. #}
{% macro postgres__attach_parts(relation, parts) -%}
    {%- set filled = [] -%}
    {%- for part in parts -%}
        {%- set table = refill.postgres__part_table(relation, part.number) -%}
        {%- if run_query('select 1 from ' ~ table ~ ' limit 1').rows -%}
            {%- do filled.append(part) -%}
        {%- else -%}
            {% call statement('drop') -%}
                drop table {{ table }}
            {%- endcall %}
        {%- endif -%}
    {%- endfor -%}
    {%- if filled -%}
        {% do refill.postgres__lock_references() %}
    {%- endif -%}
    {%- for part in filled -%}
        {% call statement('attach') -%}
            {{ refill.postgres__attach_part(relation, part) }}
        {%- endcall %}
    {%- endfor -%}
{%- endmacro %}
