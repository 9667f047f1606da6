{# Before rows are loaded: drop the foreign keys that the contract no longer has, or has otherwise. #}
{% macro drop_foreign_keys(relation) -%}
    {{ return(adapter.dispatch('drop_foreign_keys', 'refill')(relation)) }}
{%- endmacro %}
