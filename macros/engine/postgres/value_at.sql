{# The first value that is not null, in an order. #}
{% macro postgres__value_at(value, order) -%}
    (array_agg({{ value }} order by {{ order }}) filter (where {{ value }} is not null))[1]
{%- endmacro %}
