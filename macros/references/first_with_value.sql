{# The name of the first of several expressions that is not null; the last name where all before it are. #}
{% macro first_with_value(expressions, names) -%}
{%- if names | length == 1 -%}
    {{ refill.literal(names[0]) }}
{%- else -%}
    case
    {%- for expression in expressions[:-1] %} when {{ expression }} is not null then {{ refill.literal(names[loop.index0]) }}{% endfor %} else {{ refill.literal(names[-1]) }} end
{%- endif -%}
{%- endmacro %}
