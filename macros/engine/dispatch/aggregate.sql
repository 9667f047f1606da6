{# One attribute of a derived row, from all fact rows of its key (alias `facts`).

   Each result depends on the rows alone: ties go to the earlier batch, then the earlier row, and text compares by code
   point. Column: {'take', 'source', 'by', 'separator', 'sort', 'value', 'template'}. #}
{% macro aggregate(column) -%}
    {{ return(adapter.dispatch('aggregate', 'refill')(column)) }}
{%- endmacro %}
