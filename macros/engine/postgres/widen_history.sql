{# The snapshots of this reference table get its wider types: else they would round its values, and find a change in each run. #}
{% macro postgres__widen_history() -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'snapshot' and model.unique_id in node.depends_on.nodes -%}
        {%- set history = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) -%}
        {%- set described = refill.described_table(model) -%}
        {%- do described.update({'table': history.identifier, 'keys': [], 'history': none}) -%}
        {%- for change in run_query(refill.schema_changes(history.schema, [described])).rows if change['change'] == 'widened' -%}
            {%- if change['problem'] -%}
                {{ exceptions.raise_compiler_error(change['problem']) }}
            {%- endif -%}
            {% call statement('widen_history') -%}
                alter table {{ history }} alter column {{ adapter.quote(change['name']) }} type {{ refill.sql_type(model.columns[change['name']].data_type) }}
            {%- endcall %}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}
