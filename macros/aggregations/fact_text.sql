{# A column of a fact row, as a text. #}
{% macro fact_text(name) -%}
    {{ return('cast(facts.' ~ adapter.quote(name) ~ ' as ' ~ refill.sql_type('text') ~ ')') }}
{%- endmacro %}

{# A column of a fact row as aggregates sort by it: texts by code point. #}
{% macro sortable_fact(column) -%}
    {{ return(refill.by_code_point(['facts.' ~ adapter.quote(column.source)]) if column.source_is_text else 'facts.' ~ adapter.quote(column.source)) }}
{%- endmacro %}
