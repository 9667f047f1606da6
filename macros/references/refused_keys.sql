{# The keys for which no row may be derived: those that stewards have rejected, or merged into others. Columns: {name: type}. #}
{% macro refused_keys(table, keys, columns) -%}
select {% for key in keys %}{{ refill.typed(refill.json_text('key', key), columns[key], none) }}{{ ', ' if not loop.last }}{% endfor -%}
{{ ' ' }}from {{ refill.decisions_in_force(table) }} where decision in ('reject', 'merge')
{%- endmacro %}
