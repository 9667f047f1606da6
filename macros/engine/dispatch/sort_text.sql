{# A number, date or moment as a text by which rows sort, or sort backwards, a null last: {'text', 'width': its characters}. #}
{% macro sort_text(value, kind, descending) -%}
    {{ return(adapter.dispatch('sort_text', 'refill')(value, kind, descending)) }}
{%- endmacro %}
