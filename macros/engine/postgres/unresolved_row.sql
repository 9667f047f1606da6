{# A row, if there is one, whose key has no row in the table that the constraint points at. #}
{% macro postgres__unresolved_row(relation, constraint) -%}
    select 1
    from {{ relation }} as held
    where not exists (
        select 1 from {{ constraint.to or relation }} as parent
        where {{ refill.same_key('parent', constraint.to_columns, 'held', constraint.columns) }}
    )
    {%- for column in constraint.columns %}
        and held.{{ adapter.quote(column) }} is not null
    {%- endfor %}
    limit 1
{%- endmacro %}
