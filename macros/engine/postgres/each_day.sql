{% macro postgres__each_day(first, last) -%}
    cast(generate_series(cast({{ first }} as timestamp), cast({{ last }} as timestamp), interval '1 day') as date)
{%- endmacro %}
