{# The rows of a landing model, as a query in the one that reads them. Of an ephemeral model dbt makes a CTE, and takes the
   whole query apart to find its place: for a long one that costs more than all the rest. While dbt parses, this is the
   model itself, so that the lineage has it. #}
{% macro landed(name) -%}
    {%- if not execute -%}
        {{ return(ref(name)) }}
    {%- endif -%}
    {%- set landing = graph.nodes['model.' ~ model.package_name ~ '.' ~ name] -%}
    {{ return('(\n    ' ~ refill.land(landing.config.meta) | indent(4) ~ '\n)') }}
{%- endmacro %}

{# The authoritative rows of a reference table by the meta of its landing model: {'sources', 'keys', 'columns', 'cases'}, as
   land_references takes them, but for the relations of the sources: {'seed': name} or {'table': name in schema landing}. #}
{% macro land(meta) -%}
    {%- if execute -%}
        {%- set sources = [] -%}
        {%- for source in meta.sources -%}
            {%- do sources.append(dict(source, source=refill._relation_of(source))) -%}
        {%- endfor -%}
        {%- if sources | length == 1 and not sources[0].decisions_on -%}
            {{ refill.land_reference(sources[0].source, meta['keys'], meta.columns, sources[0].columns or {}, meta.cases or {}) }}
        {%- else -%}
            {{ refill.land_references(sources, meta['keys'], meta.columns, meta.cases or {}) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# The table of a source, by its name in the graph. #}
{% macro _relation_of(source) -%}
    {%- if source.seed -%}
        {{ return(graph.nodes['seed.' ~ model.package_name ~ '.' ~ source.seed].relation_name) }}
    {%- elif source.table -%}
        {{ return(graph.sources['source.' ~ model.package_name ~ '.landing.' ~ source.table].relation_name) }}
    {%- endif -%}
{%- endmacro %}
