{# The foreign keys of a permanent table follow the contract. Each carries its definition as its comment: so refill knows its
   own from others, and sees that one has changed.

   drop_foreign_keys, before rows are loaded: those that the contract no longer has, or has otherwise. #}
{% macro drop_foreign_keys(relation) -%}
    {{ return(adapter.dispatch('drop_foreign_keys', 'refill')(relation)) }}
{%- endmacro %}

{% macro postgres__drop_foreign_keys(relation) -%}
    {%- set wanted = refill._wanted_keys() -%}
    {%- for row in run_query(refill.held_keys(relation)).rows if wanted.get(row[0]) != row[1] -%}
        {% call statement('drop_constraint') -%}
            alter table {{ relation }} drop constraint {{ adapter.quote(row[0]) }}
        {%- endcall %}
        {% do refill.report_migration(relation, 'foreign key ' ~ row[0] ~ ' dropped') %}
    {%- endfor -%}
{%- endmacro %}

{# After rows are loaded: all of them when the table is new, later those that the YAML has gained. Rows that quarantine has
   set aside for a new key leave the facts first. A reference table waits with a key that its rows do not satisfy: its gate
   fails and names them. #}
{% macro add_foreign_keys(relation, is_new) -%}
    {{ return(adapter.dispatch('add_foreign_keys', 'refill')(relation, is_new)) }}
{%- endmacro %}

{% macro postgres__add_foreign_keys(relation, is_new) -%}
    {%- set meta = config.get('meta') -%}
    {%- set held = run_query(refill.held_keys(relation)).columns[0].values() | list -%}
    {%- set lacking = refill._wanted_keys().items() | rejectattr(0, 'in', held) | list -%}
    {%- if lacking and meta['load'] == 'facts' -%}
        {% call statement('set_aside') -%}
            delete from {{ relation }} as facts
            using {{ refill.quarantine(meta['domain']) }} as held
            where held._batch_id = facts._batch_id and held._row_number = facts._row_number and held._reasons is not null
        {%- endcall %}
    {%- endif -%}
    {%- for constraint in model.constraints if constraint.name in lacking | map(attribute=0) -%}
        {%- if meta['load'] == 'facts' or not run_query(refill.unresolved_row(relation, constraint)).rows | length -%}
            {% call statement('add_constraint') -%}
                {{ refill.add_validated_key(relation, constraint) }}
            {%- endcall %}
            {%- if not is_new -%}
                {% do refill.report_migration(relation, 'foreign key ' ~ constraint.name ~ ' added') %}
            {%- endif -%}
        {%- else -%}
            {% do log(relation.identifier ~ ': foreign key ' ~ constraint.name ~ ' waits until its rows resolve', info=true) %}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro _wanted_keys() -%}
    {%- set wanted = {} -%}
    {%- for constraint in model.constraints if constraint.type == 'foreign_key' -%}
        {%- do wanted.update({constraint.name: refill.constraint_definition(constraint, named=false)}) -%}
    {%- endfor -%}
    {{ return(wanted) }}
{%- endmacro %}
