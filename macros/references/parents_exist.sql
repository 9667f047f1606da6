{# A further condition on authoritative rows: each parent that the row names exists. #}
{% macro parents_exist(parents, row, keys) -%}
    {%- if parents | rejectattr('table') | list %}
and not exists (select 1 from orphans where {{ refill.same_key('orphans', keys, row, keys) }})
    {%- else -%}
    {%- for parent in parents %}
and (
    {%- for column in parent.columns %}
    {{ row }}.{{ adapter.quote(column) }} is null
    or {% endfor -%}
    {{ refill.parent_exists(parent, row, keys, []) | indent(4) }}
)
    {%- endfor %}
    {%- endif %}
{%- endmacro %}
