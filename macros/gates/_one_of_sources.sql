{# True if a row is about one of the sources: all, or those that are required. #}
{% macro _one_of_sources(tables, which) -%}
    {%- set conditions = [] -%}
    {%- for table in tables -%}
        {%- for source in table[which] -%}
            {%- do conditions.append('table_name = ' ~ refill.literal(table.name) ~ ' and source = ' ~ refill.literal(source)) -%}
        {%- endfor -%}
    {%- endfor -%}
    ({{ conditions | join(' or ') or 'false' }})
{%- endmacro %}
