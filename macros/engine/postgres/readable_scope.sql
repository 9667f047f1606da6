{# That each scope column of a staged row could be read: a row with an unreadable one is of no scope. #}
{% macro readable_scope(scope, row='staging') -%}
    ({{ row }}._problems is null or not string_to_array({{ row }}._problems, e'\n') && array[
    {%- for column in scope %}{{ refill.literal('type:' ~ column) }}{{ ', ' if not loop.last }}{% endfor -%}
    ])
{%- endmacro %}
