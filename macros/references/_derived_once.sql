{# The column `_derived`: how a row that was decided on had been derived. #}
{% macro _derived_once(authoritative) -%}
    {%- for source in authoritative.sources if source.decisions_on -%}
        {{ refill.source_name(source) }}._derived
    {%- else -%}
        {{ refill.no_json() }} as _derived
    {%- endfor -%}
{%- endmacro %}
