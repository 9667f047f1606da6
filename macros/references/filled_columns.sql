{# The keys and attributes of `row`, those that the facts fill (`fed`) filled. #}
{% macro filled_columns(keys, attributes, fed, appended, row, values) -%}
    {{ refill.quoted(keys, row ~ '.') }}
    {%- for column in attributes %},
    {% if column in fed %}{{ refill.filled(column, row, appended, values) | indent(4) }} as {{ adapter.quote(column) }}
    {%- else %}{{ row }}.{{ adapter.quote(column) }}
    {%- endif %}
    {%- endfor %}
{%- endmacro %}
