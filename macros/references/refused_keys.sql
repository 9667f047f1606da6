{# The keys for which no row may be derived: those that stewards have rejected, or merged into others. Columns: {name: type}. #}
{% macro refused_keys(table, keys, columns) -%}
{%- set values = [] -%}
{%- for key in keys -%}
    {%- do values.append(refill.typed(refill.json_text('key', key), columns[key], none)) -%}
{%- endfor -%}
{{ refill.select_list(values) }}
from {{ refill.decisions_in_force(table) }}
where decision in ('reject', 'merge')
{%- endmacro %}
