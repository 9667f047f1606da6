{# True if the parent that a row names exists. A table that points at itself looks into `siblings`, CTEs with new rows, too. #}
{% macro parent_exists(parent, row, keys, siblings) -%}
exists (select 1 from {{ parent.table or 'held' }} as parent where {{ refill.same_key('parent', parent['keys'], row, parent.columns) }})
{%- if not parent.table -%}
{%- for sibling in siblings %}
    or exists (select 1 from {{ sibling }} as parent where {{ refill.same_key('parent', keys, row, parent.columns) }})
{%- endfor -%}
{%- endif -%}
{%- endmacro %}
