{# The value of the first or last row of a key, and whether the rows agree. #}
{% macro value_by_position(source, pick) -%}
    {%- set text = refill.by_code_point([refill.fact_text(source)]) -%}
    {{ return({
        'value': refill.value_at(source, pick),
        'kind': 'text',
        'prepared': {'_position': refill.position()},
        'disagreement': {'_min': 'min(' ~ text ~ ')', '_max': 'max(' ~ text ~ ')'},
    }) }}
{%- endmacro %}
