{# True if each scope column of a staged row could be read: a row with an unreadable one is of no scope. #}
{% macro readable_scope(scope, row='staging') -%}
    {{ return(adapter.dispatch('readable_scope', 'refill')(scope, row)) }}
{%- endmacro %}
