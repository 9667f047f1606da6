{# Statements that note the scopes which the staged batches deliver, and take out of the staging the rows of those that a
   newer batch holds. #}
{% macro supersede_staged(staging, domain, scope) -%}
    {{ return(adapter.dispatch('supersede_staged', 'refill')(staging, domain, scope)) }}
{%- endmacro %}
