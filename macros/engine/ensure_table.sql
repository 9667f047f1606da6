{# Makes a permanent table as its contract says, or adds the columns and foreign keys that it lacks. #}
{% macro ensure_table(relation) -%}
    {{ return(adapter.dispatch('ensure_table', 'refill')(relation)) }}
{%- endmacro %}

{% macro postgres__ensure_table(relation) -%}
    {% call statement('lock') -%}
        select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill load ' ~ relation) }}, 0))
    {%- endcall %}
    {%- set held = run_query(refill._held_columns(relation)).columns[0].values() | list -%}
    {%- if not held -%}
        {% call statement('create') -%}
            {{ refill._create_table(relation) }}
        {%- endcall %}
    {%- endif -%}
    {%- for column in model.columns.values() if held and column.name not in held -%}
        {% call statement('add_column') -%}
            alter table {{ relation }} add column {{ refill._column_definition(column) }}
        {%- endcall %}
        {% do log(relation ~ ': added column ' ~ column.name, info=true) %}
    {%- endfor -%}
    {%- set constraints = run_query(refill._held_constraints(relation)).columns[0].values() | list -%}
    {%- for constraint in model.constraints if constraint.type == 'foreign_key' and constraint.name not in constraints -%}
        {% call statement('add_constraint') -%}
            alter table {{ relation }} add {{ refill.constraint_definition(constraint) }}
        {%- endcall %}
    {%- endfor -%}
{%- endmacro %}

{% macro _held_columns(relation) -%}
    select attname from pg_attribute
    where attrelid = to_regclass({{ refill.literal(relation) }}) and attnum > 0 and not attisdropped
{%- endmacro %}

{% macro _held_constraints(relation) -%}
    select conname from pg_constraint where conrelid = to_regclass({{ refill.literal(relation) }})
{%- endmacro %}

{% macro _create_table(relation) -%}
    create table {{ relation }} (
        {%- for column in model.columns.values() %}
        {{ refill._column_definition(column) }},
        {%- endfor %}
        {%- for constraint in model.constraints if constraint.type == 'primary_key' %}
        {{ refill.constraint_definition(constraint) }}
        {%- endfor %}
    )
    {%- if config.get('meta')['load'] == 'facts' %} partition by list (_batch_id){% endif %}
{%- endmacro %}

{% macro _column_definition(column) -%}
    {{ adapter.quote(column.name) }} {{ column.data_type }}
    {%- for constraint in column.constraints if constraint.type == 'not_null' %} not null{% endfor %}
{%- endmacro %}
