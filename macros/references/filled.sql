{# What a value of `row` becomes: itself, or the facts' value where it is null; a list that no source owns grows. #}
{% macro filled(column, row, appended, values) -%}
    {%- set held = row ~ '.' ~ adapter.quote(column) -%}
    {%- set given = values ~ '.' ~ adapter.quote(column) -%}
    {%- if column in appended -%}
        case when {{ held }} is null or {{ refill.is_derived(column, row) }}
            then {{ refill.appended(held, given) | indent(8) }} else {{ held }} end
    {%- else -%}
        coalesce({{ held }}, {{ given }})
    {%- endif -%}
{%- endmacro %}
