{# A json object of expressions by their names, without those that are null. #}
{% macro skipped_object(texts) -%}
    {{ return(adapter.dispatch('skipped_object', 'refill')(texts)) }}
{%- endmacro %}
