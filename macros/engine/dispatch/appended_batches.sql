{# A query with a row if loaded batches have rows in the fact and no batch of the domain has ever delivered a scope. #}
{% macro appended_batches(domain) -%}
    {{ return(adapter.dispatch('appended_batches', 'refill')(domain)) }}
{%- endmacro %}
