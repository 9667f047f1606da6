{# Put the rows of a managed table's SELECT into its table, in the way that `meta.load` names. #}
{% macro load_rows(relation, sql) -%}
    {%- set meta = config.get('meta') -%}
    {%- set load = meta['load'] -%}
    {%- if load == 'reference' -%}
        {{ return(refill.write_reference(relation, sql)) }}
    {%- elif load in ('quarantine', 'facts') and refill.nothing_staged(meta.get('domain', relation.identifier)) -%}
        {{ return('') }}
    {%- elif load == 'quarantine' -%}
        {{ return(refill.write_quarantine(relation, sql)) }}
    {%- elif load == 'facts' -%}
        {{ return(refill.write_facts(relation, sql)) }}
    {%- endif -%}
    {{ exceptions.raise_compiler_error(
        "meta.load: `" ~ load ~ "` of model " ~ model.name ~ "; use one of: reference, quarantine, facts"
    ) }}
{%- endmacro %}
