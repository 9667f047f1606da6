{# The values of a row that its origins give differently, as a json list of column_name, kept, kept_from, other, other_from; null
   where there are none. The kept value is that of the first origin that has one.

   Origins: [name, whether its own rows may disagree]. Cells: one list a column, its name and then for each origin its value, and
   for one that may disagree the smallest and the largest of its rows, all of them texts. #}
{% macro conflict_list(origins, cells) -%}
    {{ return(adapter.dispatch('conflict_list', 'refill')(origins, cells)) }}
{%- endmacro %}
