{# A statement that writes down up to which entry of the audit log the history of a reference table has been taken. #}
{% macro note_snapshot(table) -%}
    {{ return(adapter.dispatch('note_snapshot', 'refill')(table)) }}
{%- endmacro %}
