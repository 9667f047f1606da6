{# How the tables of permanent models differ from their contracts: rows of table_name, change, name, held, wanted and
   problem, as the ledger's function of this name explains. All of them in one schema. #}
{% macro schema_changes(schema, tables) -%}
    select * from {{ refill.ledger('schema_changes').include(database=false) }}({{ refill.literal(schema) }}, {{ refill.literal(tojson(tables)) }})
{%- endmacro %}

{# What the function must know of the table of a permanent model. #}
{% macro described_table(node) -%}
    {%- set meta = node.config.meta -%}
    {%- set columns = {} -%}
    {%- for column in node.columns.values() -%}
        {%- do columns.update({column.name: column.data_type}) -%}
    {%- endfor -%}
    {%- set keys = node.constraints | selectattr('type', 'equalto', 'primary_key') | map(attribute='columns') | first -%}
    {{ return({
        'table': node.alias,
        'columns': columns,
        'keys': keys,
        'fixed': meta.get('scope', []),
        'domain': meta['domain'] if meta['load'] == 'facts' else none,
        'history': 'snap_' ~ node.name[4:] if meta['load'] == 'reference' else none,
    }) }}
{%- endmacro %}
