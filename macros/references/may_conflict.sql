{# True if authoritative rows have several origins: then `source_rows` has `_conflicts`, `_decided` and `_derived`. #}
{% macro may_conflict(authoritative) -%}
    {{ return(authoritative.sources | length > 1 or authoritative.sources[0].decisions_on is defined) }}
{%- endmacro %}
