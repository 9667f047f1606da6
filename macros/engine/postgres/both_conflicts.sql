{# Two lists of conflicts as one. #}
{% macro postgres__both_conflicts(some, more) -%}
    coalesce({{ some }} || {{ more }}, {{ some }}, {{ more }})
{%- endmacro %}
