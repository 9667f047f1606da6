{# True if a node of the graph is a managed table, by this name or its former one. #}
{% macro is_managed(node) -%}
    {{ return(node.config.materialized in ('managed_table', 'permanent')) }}
{%- endmacro %}
