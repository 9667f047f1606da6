{# Makes a permanent table as its contract says, but for its foreign keys, or brings the one that is there up to it.
   Gives whether the table is new. #}
{% macro ensure_table(relation) -%}
    {{ return(adapter.dispatch('ensure_table', 'refill')(relation)) }}
{%- endmacro %}

{% macro postgres__ensure_table(relation) -%}
    {% call statement('lock') -%}
        select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill load ' ~ relation) }}, 0))
    {%- endcall %}
    {%- set is_new = run_query('select to_regclass(' ~ refill.literal(relation) ~ ') is null').rows[0][0] -%}
    {%- if is_new -%}
        {% call statement('create') -%}
            {{ refill._create_table(relation) }}
        {%- endcall -%}
    {%- else -%}
        {% do refill.migrate_table(relation) %}
    {%- endif -%}
    {{ return(is_new) }}
{%- endmacro %}

{% macro _create_table(relation) -%}
    create table {{ relation }} (
        {%- for column in model.columns.values() %}
        {{ refill.column_definition(column) }},
        {%- endfor %}
        {%- for constraint in model.constraints if constraint.type == 'primary_key' %}
        {{ refill.constraint_definition(constraint) }}
        {%- endfor %}
    )
    {%- if config.get('meta')['load'] == 'facts' %} partition by list (_batch_id){% endif %}
{%- endmacro %}
