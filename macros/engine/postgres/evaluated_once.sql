{# A quoted 0 is a bigint from the start: with a number that has to be converted first, PostgreSQL's workers may not read
   the subquery. #}
{% macro postgres__evaluated_once() -%}
    offset '0'
{%- endmacro %}
