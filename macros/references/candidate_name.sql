{# The CTE of a candidate. #}
{% macro candidate_name(candidate) -%}
    {{ return(adapter.quote('from ' ~ candidate.name)) }}
{%- endmacro %}
