{# Let no one else write the tables that foreign keys point at, while keys are added: readers go on. All at once, so that two facts
   that load at one time wait for each other, and do not lock each other out. #}
{% macro postgres__lock_references() -%}
    {%- set tables = model.constraints | selectattr('type', 'equalto', 'foreign_key') | map(attribute='to') | select | unique | list -%}
    {%- if tables -%}
        {% do refill.postgres__lock_for_change(tables, is_read=true) %}
    {%- endif -%}
{%- endmacro %}
