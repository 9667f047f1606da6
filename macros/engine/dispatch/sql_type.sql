{# The engine's type of a kind: text, integer, numeric, numeric(p,s), boolean, date, month, timestamp, moment (a timestamp with
   its time zone), json, names (a list of texts). #}
{% macro sql_type(kind) -%}
    {{ return(adapter.dispatch('sql_type', 'refill')(kind)) }}
{%- endmacro %}
