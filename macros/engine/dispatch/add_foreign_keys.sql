{# After rows are loaded: all foreign keys when the table is new, later those that the YAML has gained. Rows that quarantine
   has set aside for a new key leave the facts first. A reference table waits with a key that its rows do not satisfy: its
   gate fails and names them. #}
{% macro add_foreign_keys(relation, is_new) -%}
    {{ return(adapter.dispatch('add_foreign_keys', 'refill')(relation, is_new)) }}
{%- endmacro %}
