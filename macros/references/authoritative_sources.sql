{# What derive_reference must know of the sources of a landing model: {'sources', 'keys', 'columns', 'cases'}, as its meta says,
   with the relation of each source. While dbt parses, this names the model, so that the lineage has it, and is none. #}
{% macro authoritative_sources(name) -%}
    {%- if not execute -%}
        {%- do ref(name) -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return(refill.with_relations(graph.nodes['model.' ~ model.package_name ~ '.' ~ name].config.meta)) }}
{%- endmacro %}
