{# The keys of a domain's staged rows, by their place. #}
{% macro staged_keys(domain) -%}
    {{ return(refill.relation_in('staging', 'keys_' ~ domain)) }}
{%- endmacro %}
