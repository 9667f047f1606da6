{% macro postgres__seconds_between(first, last) -%}
    round(cast(extract(epoch from {{ last }} - {{ first }}) as numeric), 3)
{%- endmacro %}
