{# A managed table as `schema_changes` takes it: its name, columns with the engine's types, keys, and where its rows come from. #}
{% macro described_table(node) -%}
    {%- set meta = node.config.meta -%}
    {%- set columns, types = {}, {} -%}
    {%- for column in node.columns.values() -%}
        {%- if column.data_type not in types -%}
            {%- do types.update({column.data_type: refill.sql_type(column.data_type)}) -%}
        {%- endif -%}
        {%- do columns.update({column.name: types[column.data_type]}) -%}
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
