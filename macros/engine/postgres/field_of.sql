{% macro postgres__field_of(row, column) -%}
    {{ return('(' ~ row ~ ').' ~ adapter.quote(column)) }}
{%- endmacro %}
