{# Each key carries its definition as its comment: so refill knows its own from others, and sees that one has changed. #}
{% macro postgres__add_foreign_keys(relation, is_new) -%}
    {%- set meta = config.get('meta') -%}
    {%- set held = run_query(refill.postgres__held_keys(relation)).columns[0].values() | list -%}
    {%- set lacking = refill.postgres__contract_keys().items() | rejectattr(0, 'in', held) | list -%}
    {%- if lacking -%}
        {% do refill.postgres__lock_references() %}
    {%- endif -%}
    {%- if lacking and meta['load'] == 'facts' -%}
        {% call statement('set_aside') -%}
            delete from {{ relation }} as facts
            using {{ refill.quarantine(meta['domain']) }} as held
            where held._batch_id = facts._batch_id and held._row_number = facts._row_number and held._reasons is not null
        {%- endcall %}
    {%- endif -%}
    {%- for constraint in model.constraints if constraint.name in lacking | map(attribute=0) -%}
        {%- if meta['load'] == 'facts' or not run_query(refill.postgres__unresolved_row(relation, constraint)).rows | length -%}
            {% call statement('add_constraint') -%}
                {{ refill.postgres__add_validated_key(relation, constraint) }}
            {%- endcall %}
            {%- if not is_new -%}
                {% do refill.postgres__report_migration(relation, 'foreign key ' ~ constraint.name ~ ' added') %}
            {%- endif -%}
        {%- else -%}
            {% do log(relation.identifier ~ ': foreign key ' ~ constraint.name ~ ' waits until its rows resolve', info=true) %}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
