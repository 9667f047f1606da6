{# Bring a managed table to its contract: columns are added and widened, and those that the YAML has no longer may be empty.
   Any other change is refused, with the reason. Return whether there was any. #}
{% macro postgres__migrate_table(relation) -%}
    {%- set changes = run_query(refill.schema_changes(relation.schema, [refill.described_table(model)])).rows -%}
    {%- for change in changes if change['problem'] -%}
        {{ exceptions.raise_compiler_error(change['problem']) }}
    {%- endfor -%}
    {%- set actions = [] -%}
    {%- for change in changes -%}
        {%- set column = adapter.quote(change['name']) -%}
        {%- if change['change'] == 'added' -%}
            {%- do actions.append('add column ' ~ refill.postgres__column_definition(model.columns[change['name']])) -%}
        {%- elif change['change'] == 'widened' -%}
            {%- do actions.append('alter column ' ~ column ~ ' type ' ~ refill.sql_type(model.columns[change['name']].data_type)) -%}
        {%- elif change['change'] == 'freed' -%}
            {%- do actions.append('alter column ' ~ column ~ ' drop not null') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if changes | selectattr('change', 'equalto', 'widened') | list -%}
        {% call statement('drop_quality_views') -%}
            select {{ refill.postgres__ledger_function('drop_quality_views') }}({{ refill.literal(relation.include(database=false)) }})
        {%- endcall -%}
    {%- endif -%}
    {%- if actions -%}
        {% do refill.postgres__lock_for_change([relation]) %}
        {% call statement('migrate') -%}
            alter table {{ relation }} {{ actions | join(', ') }}
        {%- endcall -%}
    {%- endif -%}
    {%- for change in changes if change['change'] != 'kept' -%}
        {% do refill.postgres__report_migration(relation, refill.postgres__migration_in_words(change)) %}
    {%- endfor -%}
    {%- for change in changes if change['change'] == 'widened' and config.get('meta')['load'] == 'facts' -%}
        {% do refill.postgres__read_again(relation, config.get('meta')['domain'], change) %}
    {%- endfor -%}
    {%- if config.get('meta')['load'] == 'reference' -%}
        {%- if changes | selectattr('change', 'equalto', 'widened') | list -%}
            {% do refill.postgres__audit_migration(relation) %}
        {%- endif -%}
        {% do refill.postgres__widen_history() %}
    {%- endif -%}
    {{ return(actions | length > 0) }}
{%- endmacro %}
