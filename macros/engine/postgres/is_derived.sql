{% macro postgres__is_derived(column, row) -%}
    {{ refill.is_listed(refill.literal(column), row ~ '._derived_columns') }}
{%- endmacro %}
