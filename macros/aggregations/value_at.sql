{# The value, as a text, of the first row that has one, or with `pick` max of the last. `order`: an expression by which rows sort
   before their position, a text of `width` characters. #}
{% macro value_at(source, pick='min', order=none, width=0) -%}
    {%- set parts = ([order] if order else []) + ['facts._position', refill.fact_text(source)] -%}
    {{ return('substr(' ~ pick ~ '(' ~ refill.by_code_point([parts | join(' || ')]) ~ '), ' ~ (width + 20) ~ ')') }}
{%- endmacro %}
