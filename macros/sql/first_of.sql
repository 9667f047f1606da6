{# The first of several expressions that is not null. #}
{% macro first_of(expressions) -%}
    {{ return('coalesce(' ~ expressions | join(', ') ~ ')' if expressions | length > 1 else expressions[0]) }}
{%- endmacro %}
