{# The foreign keys of a permanent table follow the contract. Each carries its definition as its comment: so refill knows its
   own from others, and sees that one has changed.

   drop_foreign_keys, before rows are loaded: those that the contract no longer has, or has otherwise. #}
{% macro drop_foreign_keys(relation) -%}
    {{ return(adapter.dispatch('drop_foreign_keys', 'refill')(relation)) }}
{%- endmacro %}

{% macro postgres__drop_foreign_keys(relation) -%}
    {%- set wanted = refill._wanted_keys() -%}
    {%- for row in run_query(refill._held_keys(relation)).rows if wanted.get(row[0]) != row[1] -%}
        {% call statement('drop_constraint') -%}
            alter table {{ relation }} drop constraint {{ adapter.quote(row[0]) }}
        {%- endcall %}
    {%- endfor -%}
{%- endmacro %}

{# After rows are loaded: all of them when the table is new, later those that the YAML has gained. Rows that quarantine has
   set aside for a new key leave the facts first. #}
{% macro add_foreign_keys(relation) -%}
    {{ return(adapter.dispatch('add_foreign_keys', 'refill')(relation)) }}
{%- endmacro %}

{% macro postgres__add_foreign_keys(relation) -%}
    {%- set meta = config.get('meta') -%}
    {%- set held = run_query(refill._held_keys(relation)).columns[0].values() | list -%}
    {%- set lacking = refill._wanted_keys().items() | rejectattr(0, 'in', held) | list -%}
    {%- if lacking and meta['load'] == 'facts' -%}
        {% call statement('set_aside') -%}
            delete from {{ relation }} as facts
            using {{ refill.quarantine(meta['domain']) }} as held
            where held._batch_id = facts._batch_id and held._row_number = facts._row_number and held._reasons is not null
        {%- endcall %}
    {%- endif -%}
    {%- for name, definition in lacking -%}
        {% call statement('add_constraint') -%}
            alter table {{ relation }} add constraint {{ adapter.quote(name) }} {{ definition }};
            comment on constraint {{ adapter.quote(name) }} on {{ relation }} is {{ refill.literal('refill: ' ~ definition) }}
        {%- endcall %}
    {%- endfor -%}
{%- endmacro %}

{% macro _wanted_keys() -%}
    {%- set wanted = {} -%}
    {%- for constraint in model.constraints if constraint.type == 'foreign_key' -%}
        {%- do wanted.update({constraint.name: refill.constraint_definition(constraint, named=false)}) -%}
    {%- endfor -%}
    {{ return(wanted) }}
{%- endmacro %}

{% macro _held_keys(relation) -%}
    select conname, substr(obj_description(oid, 'pg_constraint'), char_length('refill: ') + 1)
    from pg_constraint
    where conrelid = to_regclass({{ refill.literal(relation) }})
        and contype = 'f' and obj_description(oid, 'pg_constraint') like 'refill: %'
{%- endmacro %}
