{# Makes a permanent table as its contract says, but for its foreign keys, or adds the columns that it lacks. A column that
   has another type than the contract's is refused: nothing is rounded or cut off in passing. #}
{% macro ensure_table(relation) -%}
    {{ return(adapter.dispatch('ensure_table', 'refill')(relation)) }}
{%- endmacro %}

{% macro postgres__ensure_table(relation) -%}
    {% call statement('lock') -%}
        select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill load ' ~ relation) }}, 0))
    {%- endcall %}
    {%- set held = {} -%}
    {%- for row in run_query(refill._held_columns(relation)).rows -%}
        {%- do held.update({row[0]: row[1]}) -%}
    {%- endfor -%}
    {%- if not held -%}
        {% call statement('create') -%}
            {{ refill._create_table(relation) }}
        {%- endcall -%}
    {%- endif -%}
    {%- for column in model.columns.values() if held -%}
        {%- set wanted = {'timestamp': 'timestamp without time zone'}.get(column.data_type, column.data_type) -%}
        {%- if column.name not in held -%}
            {% call statement('add_column') -%}
                alter table {{ relation }} add column {{ refill._column_definition(column) }}
            {%- endcall %}
            {% do log(relation ~ ': added column ' ~ column.name, info=true) %}
        {%- elif held[column.name] != wanted -%}
            {{ exceptions.raise_compiler_error(
                "Column " ~ column.name ~ " of " ~ relation ~ " is " ~ held[column.name] ~ " in the database and " ~ wanted
                ~ " in the YAML. Change the column with `alter table`, or the YAML back."
            ) }}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro _held_columns(relation) -%}
    select attname, format_type(atttypid, atttypmod) from pg_attribute
    where attrelid = to_regclass({{ refill.literal(relation) }}) and attnum > 0 and not attisdropped
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
