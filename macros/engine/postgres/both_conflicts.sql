{% macro postgres__both_conflicts(some, more) -%}
    nullif(coalesce({{ some }}, '[]') || coalesce({{ more }}, '[]'), '[]')
{%- endmacro %}
