{# A further condition on authoritative rows: each parent that the row names exists. #}
{% macro parents_exist(parents, row, keys) -%}
    {%- for parent in parents %}
and (
    {%- for column in parent.columns %}
    {{ row }}.{{ adapter.quote(column) }} is null
    or {% endfor -%}
    {{ refill.parent_exists(parent, row, keys, ['authoritative']) | indent(4) }}
)
    {%- endfor %}
{%- endmacro %}
