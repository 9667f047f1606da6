{# The engine's type of a kind. #}
{% macro sql_type(kind) -%}
    {{ return(adapter.dispatch('sql_type', 'refill')(kind)) }}
{%- endmacro %}

{% macro postgres__sql_type(kind) -%}
    {{ return({'moment': 'timestamp with time zone'}.get(kind, kind)) }}
{%- endmacro %}
