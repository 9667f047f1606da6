{# The texts of key columns that match a skip pattern, as a json object; null where there are none. #}
{% macro skipped_keys(columns) -%}
    {%- set matches = [] -%}
    {%- set names = [] -%}
    {%- for column in columns if column.skip -%}
        {%- do names.append(column) -%}
        {%- for pattern in column.skip -%}
            {%- do matches.append(refill.text_column(column) ~ ' like ' ~ refill.like_pattern(pattern)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- if not names -%}
        {{ refill.no_json() }}
    {%- else -%}
        case when {{ matches | join(' or ') }} then {{ refill.skipped_object(names) }} end
    {%- endif -%}
{%- endmacro %}
