{# The meta of a landing model, with the relation of each source: of a {'seed': name} or a {'table': name in schema landing}. #}
{% macro with_relations(meta) -%}
    {%- set sources = [] -%}
    {%- for source in meta.sources -%}
        {%- if source.seed -%}
            {%- set relation = graph.nodes['seed.' ~ model.package_name ~ '.' ~ source.seed].relation_name -%}
        {%- elif source.table -%}
            {%- set relation = graph.sources['source.' ~ model.package_name ~ '.landing.' ~ source.table].relation_name -%}
        {%- endif -%}
        {%- do sources.append(dict(source, relation=relation)) -%}
    {%- endfor -%}
    {{ return(dict(meta, sources=sources)) }}
{%- endmacro %}
