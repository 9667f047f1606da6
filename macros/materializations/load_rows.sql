{# Puts the rows of a permanent model's SELECT into its table, in the way that `meta.load` names. #}
{% macro load_rows(relation, sql) -%}
    {%- set load = config.get('meta')['load'] -%}
    {%- if load == 'reference' -%}
        {{ return(adapter.dispatch('load_reference', 'refill')(relation, sql)) }}
    {%- elif load in ('quarantine', 'facts') and refill.nothing_staged(config.get('meta').get('domain', relation.identifier)) -%}
        {{ return('') }}
    {%- elif load == 'quarantine' -%}
        {{ return(adapter.dispatch('load_quarantine', 'refill')(relation, sql)) }}
    {%- elif load == 'facts' -%}
        {{ return(adapter.dispatch('load_facts', 'refill')(relation, sql)) }}
    {%- endif -%}
    {{ exceptions.raise_compiler_error("meta.load: `" ~ load ~ "` of model " ~ model.name ~ "; use one of: reference, quarantine, facts") }}
{%- endmacro %}
