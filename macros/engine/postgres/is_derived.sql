{% macro postgres__is_derived(column, row) -%}
    coalesce({{ refill.literal(column) }} = any({{ row }}._derived_columns), false)
{%- endmacro %}
