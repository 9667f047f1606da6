{# Report a change of a table itself: in dbt's log, and for the run's summary in the ledger. #}
{% macro postgres__report_migration(relation, what) -%}
    {% do log(relation.identifier ~ ': ' ~ what, info=true) %}
    {% call statement('report') -%}
        {{ refill.postgres__record_change(relation, refill.literal('schema: ' ~ what), 0) }}
    {%- endcall %}
{%- endmacro %}
