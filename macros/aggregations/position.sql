{# Where a fact row comes in the order of rows, as a text of 19 digits that sorts like it: its batch, then its number. A file
   has fewer rows than ten billion. #}
{% macro position() -%}
    {{ return('lpad(cast(facts._batch_id * 10000000000 + facts._row_number as ' ~ refill.sql_type('text') ~ "), 19, '0')") }}
{%- endmacro %}
