{# Rows set aside get in by batch and row; a row that is there already gets its new reasons, and keeps its raw row. #}
{% macro postgres__load_quarantine(relation, sql) -%}
    {% call statement('main') -%}
        insert into {{ relation }} as held (_batch_id, _row_number, _file, _sheet, _scope, _reasons, _raw)
        select _batch_id, _row_number, coalesce(_file, ''), coalesce(_sheet, ''), _scope, _reasons, coalesce(_raw, '{}')
        from (
            {{ sql }}
        ) as judged
        order by _batch_id, _row_number
        on conflict (_batch_id, _row_number) do update set _reasons = excluded._reasons, _scope = excluded._scope
        where held._reasons is distinct from excluded._reasons or held._scope is distinct from excluded._scope
    {%- endcall %}
{%- endmacro %}
