{# A value of the column `first` or `last` other than the one taken, where the rows of a key (alias `facts`) do not all agree. #}
{% macro disagreement(column) -%}
    {{ return(adapter.dispatch('disagreement', 'refill')(column)) }}
{%- endmacro %}
