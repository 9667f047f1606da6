{# The quarantine table of a domain, by its place: staging reads it, though it comes after staging in the lineage. #}
{% macro quarantine(domain) -%}
    {{ return(refill.relation_in('quarantine', domain)) }}
{%- endmacro %}
