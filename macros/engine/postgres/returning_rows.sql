{# A row if any in quarantine may leave it. #}
{% macro postgres__returning_rows(domain) -%}
    select 1 from {{ refill.quarantine(domain) }} where _reasons is null limit 1
{%- endmacro %}
