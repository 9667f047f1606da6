{# A column of a fact row, as a text. #}
{% macro fact_text(name) -%}
    {{ return('cast(facts.' ~ adapter.quote(name) ~ ' as ' ~ refill.sql_type('text') ~ ')') }}
{%- endmacro %}
