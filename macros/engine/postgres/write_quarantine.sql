{# A row that is there already keeps its raw row. The YAML may have changed what a scope column's text means: then the row
   is of another scope, and the ledger counts it there. #}
{% macro postgres__write_quarantine(relation, sql) -%}
    {% call statement('main') -%}
        update {{ refill.ledger('quarantine_inputs') }} set is_settled = true  -- where this invocation has staged the rows too
        where domain = {{ refill.literal(relation.identifier) }} and invocation_id = {{ refill.literal(invocation_id) }};

        with verdicts as (
            {{ sql }}
        ),

        moved as (
            select held._batch_id, held._scope as former, verdicts._scope as scope
            from {{ relation }} as held
            inner join verdicts on verdicts._batch_id = held._batch_id and verdicts._row_number = held._row_number
            where held._scope is distinct from verdicts._scope
        ),

        counted as (
            insert into {{ refill.ledger('scopes') }} as held (domain, batch_id, scope, rows)
            select {{ refill.literal(relation.identifier) }}, _batch_id, scope, sum(rows)
            from (
                select _batch_id, former as scope, -1 as rows from moved where former is not null
                union all
                select _batch_id, scope, 1 from moved where scope is not null
            ) as moves
            group by _batch_id, scope
            having sum(rows) <> 0
            on conflict (batch_id, scope) do update set rows = held.rows + excluded.rows
        )

        insert into {{ relation }} as held (_batch_id, _row_number, _file, _sheet, _scope, _reasons, _raw)
        select _batch_id, _row_number, coalesce(_file, ''), coalesce(_sheet, ''), _scope, _reasons, coalesce(_raw, '{}')
        from verdicts
        order by _batch_id, _row_number
        on conflict (_batch_id, _row_number) do update set _reasons = excluded._reasons, _scope = excluded._scope
        where held._reasons is distinct from excluded._reasons or held._scope is distinct from excluded._scope
    {%- endcall %}
{%- endmacro %}
