{# An expression as a value of `type`; one of that kind already, a text where nothing is said, needs no cast. #}
{% macro typed(value, type, kind='text') -%}
    {{ return(value if type == kind else 'cast(' ~ value ~ ' as ' ~ refill.sql_type(type) ~ ')') }}
{%- endmacro %}

{# A value of `type` as a text. #}
{% macro as_text(value, type) -%}
    {{ return(refill.typed(value, 'text', type)) }}
{%- endmacro %}
