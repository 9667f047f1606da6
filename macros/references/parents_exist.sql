{# A further condition: each parent that the row names exists. A table that points at itself looks into `siblings` too.

   Parents: {'table': relation or none for the table itself, 'columns', 'keys'}. #}
{% macro parents_exist(parents, row, keys, siblings) -%}
    {%- for parent in parents %}
and (
    {%- for column in parent.columns %}
    {{ 'or ' if not loop.first }}{{ row }}.{{ adapter.quote(column) }} is null
    {%- endfor %}
    or exists (select 1 from {{ parent.table or this }} as parent where {{ refill.same_key('parent', parent['keys'], row, parent.columns) }})
    {%- if not parent.table %}
    or exists (select 1 from {{ siblings }} as parent where {{ refill.same_key('parent', keys, row, parent.columns) }})
    {%- endif %}
)
    {%- endfor %}
{%- endmacro %}
