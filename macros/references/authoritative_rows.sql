{# The authoritative rows of a reference table by the meta of its landing model, one per key.

   Meta: {'sources', 'keys', 'columns': {name: {'kind', …}}, 'cases': {name: upper, lower or ''}}. Sources, first the one that
   goes before: {'name', 'seed' or 'table', 'columns': {column: its name there}}, or {'name', 'decisions_on': table} for the rows
   that stewards have approved. #}
{% macro authoritative_rows(meta) -%}
    {%- if execute -%}
        {%- set ctes = refill.source_ctes(refill.with_relations(meta)) -%}
        {%- if ctes | length > 1 -%}
            {{ refill.with_ctes(ctes[:-1]) }}
        {%- endif -%}
        {{ ctes[-1][1] }}
    {%- endif -%}
{%- endmacro %}
