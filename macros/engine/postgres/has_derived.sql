{% macro postgres__has_derived(row) -%}
    cardinality({{ row }}._derived_columns) > 0
{%- endmacro %}
