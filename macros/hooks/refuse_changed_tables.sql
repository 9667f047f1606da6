{# Stop a run before it writes anything where a table holds what does not fit into the YAML: a column of a type that is not
   a wider one, another key, another table's place. Only models that are selected count. #}
{% macro refuse_changed_tables() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set tables = {} -%}
        {%- for node in graph.nodes.values() if refill.is_managed(node) and node.unique_id in selected_resources -%}
            {%- do tables.setdefault(node.schema, []).append(refill.described_table(node)) -%}
        {%- endfor -%}
        {%- set problems = [] -%}
        {%- for schema, described in tables.items() -%}
            {%- do problems.extend(run_query(refill.schema_changes(schema, described)).columns['problem'].values() | select) -%}
        {%- endfor -%}
        {%- if problems -%}
            {{ exceptions.raise_compiler_error(problems | join(' ')) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
