{# A text of a source as the value of its column; where it is none, the database reads it, or says in an error of its own that
   it cannot. `refill sync` lets none of those in; a seed may have one. #}
{% macro authoritative_value(text, column) -%}
    {{ return(adapter.dispatch('authoritative_value', 'refill')(text, column)) }}
{%- endmacro %}
