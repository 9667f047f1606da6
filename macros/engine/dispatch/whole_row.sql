{# A row of a relation as one value, whose fields `field_of` reads. #}
{% macro whole_row(relation) -%}
    {{ return(adapter.dispatch('whole_row', 'refill')(relation)) }}
{%- endmacro %}
