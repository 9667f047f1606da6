{# Make a reference table write the audit log: each change of a row is noted, no matter by which program. #}
{% macro keep_audit(relation) -%}
    {{ return(adapter.dispatch('keep_audit', 'refill')(relation)) }}
{%- endmacro %}
