{# The seconds from one moment to another. #}
{% macro seconds_between(first, last) -%}
    {{ return(adapter.dispatch('seconds_between', 'refill')(first, last)) }}
{%- endmacro %}

{% macro postgres__seconds_between(first, last) -%}
    round(cast(extract(epoch from {{ last }} - {{ first }}) as numeric), 3)
{%- endmacro %}
