{# One attribute of a derived row, from all fact rows of its key (alias `facts`), as the macro `aggregate_<take>` has it:

   value         the aggregate
   kind          its type, where that does not depend on the columns'
   prepared      {name: expression} that it reads of each row besides the row's columns
   disagreement  texts by `_min` and `_max`, which differ where the rows of a key do not agree

   Each result depends on the rows alone: ties go to the earlier batch, then the earlier row, and text compares by code
   point. Column: {'target', 'take', 'source', …}. #}
{% macro aggregate(column) -%}
    {{ return(refill['aggregate_' ~ column.take](column)) }}
{%- endmacro %}
