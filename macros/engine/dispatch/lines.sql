{# Those of the texts that are not null, one a line; null where there are none. #}
{% macro lines(texts) -%}
    {{ return(adapter.dispatch('lines', 'refill')(texts)) }}
{%- endmacro %}
