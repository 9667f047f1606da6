{# A json array with the elements of another that it lacks added behind; null where both are null. #}
{% macro appended(array, more) -%}
    {{ return(adapter.dispatch('appended', 'refill')(array, more)) }}
{%- endmacro %}
