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

{# The snapshots of this reference table get its wider types: else they would round its values, and find a change in each run. #}
{% macro widen_history() -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'snapshot' and model.unique_id in node.depends_on.nodes -%}
        {%- set history = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) -%}
        {%- set described = refill.described_table(model) -%}
        {%- do described.update({'table': history.identifier, 'keys': [], 'history': none}) -%}
        {%- for change in run_query(refill.schema_changes(history.schema, [described])).rows if change['change'] == 'widened' -%}
            {%- if change['problem'] -%}
                {{ exceptions.raise_compiler_error(change['problem']) }}
            {%- endif -%}
            {% call statement('widen_history') -%}
                alter table {{ history }} alter column {{ adapter.quote(change['name']) }} type {{ model.columns[change['name']].data_type }}
            {%- endcall %}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}
