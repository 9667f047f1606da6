{# Brings a permanent table to its contract: columns are added and widened, and those that the YAML has no longer may be
   empty. Any other change is refused, with the reason. #}
{% macro migrate_table(relation) -%}
    {%- set changes = run_query(refill.schema_changes(relation.schema, [refill.described_table(model)])).rows -%}
    {%- for change in changes if change['problem'] -%}
        {{ exceptions.raise_compiler_error(change['problem']) }}
    {%- endfor -%}
    {%- set actions = [] -%}
    {%- for change in changes -%}
        {%- set column = adapter.quote(change['name']) -%}
        {%- if change['change'] == 'added' -%}
            {%- do actions.append('add column ' ~ refill.column_definition(model.columns[change['name']])) -%}
        {%- elif change['change'] == 'widened' -%}
            {%- do actions.append('alter column ' ~ column ~ ' type ' ~ model.columns[change['name']].data_type) -%}
        {%- elif change['change'] == 'freed' -%}
            {%- do actions.append('alter column ' ~ column ~ ' drop not null') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if changes | selectattr('change', 'equalto', 'widened') | list -%}
        {% call statement('drop_quality_views') -%}
            select {{ refill.ledger('drop_quality_views').include(database=false) }}({{ refill.literal(relation.include(database=false)) }})
        {%- endcall -%}
    {%- endif -%}
    {%- if actions -%}
        {% call statement('migrate') -%}
            alter table {{ relation }} {{ actions | join(', ') }}
        {%- endcall -%}
    {%- endif -%}
    {%- for change in changes if change['change'] != 'kept' -%}
        {% do refill.report_migration(relation, refill._migration_in_words(change)) %}
    {%- endfor -%}
    {%- for change in changes if change['change'] == 'widened' and config.get('meta')['load'] == 'facts' -%}
        {% do refill.read_again(relation, config.get('meta')['domain'], change) %}
    {%- endfor -%}
    {%- if config.get('meta')['load'] == 'reference' -%}
        {%- if changes | selectattr('change', 'equalto', 'widened') | list -%}
            {% do refill.audit_migration(relation) %}
        {%- endif -%}
        {% do refill.widen_history() %}
    {%- endif -%}
{%- endmacro %}

{% macro _migration_in_words(change) -%}
    column {{ change['name'] }}
    {%- if change['change'] == 'added' %} added ({{ change['wanted'] }})
    {%- elif change['change'] == 'widened' %} widened from {{ change['held'] }} to {{ change['wanted'] }}
    {%- else %} ({{ change['held'] }}) may be empty: the YAML has it no longer
    {%- endif -%}
{%- endmacro %}
