{# A query for the names of the columns, one a line, of each kind of scope that the loaded batches of a domain hold. #}
{% macro loaded_scopes(domain) -%}
    {{ return(adapter.dispatch('loaded_scopes', 'refill')(domain)) }}
{%- endmacro %}
