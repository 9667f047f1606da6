{# True if this run has nothing for the quarantine and the facts of a domain: no batch is staged, no row, and none is set aside. #}
{% macro nothing_staged(domain) -%}
    {{ return(adapter.dispatch('nothing_staged', 'refill')(domain)) }}
{%- endmacro %}
