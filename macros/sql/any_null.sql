{# True if any of the columns is null. #}
{% macro any_null(columns, prefix='') -%}
    ({% for column in columns %}{{ prefix }}{{ adapter.quote(column) }} is null{{ ' or ' if not loop.last }}{% endfor %})
{%- endmacro %}
