{# True if no source has the key of a row. #}
{% macro _is_decided(authoritative) -%}
    {%- for source in authoritative.sources if not source.decisions_on -%}
        {{ refill.source_name(source) }}.{{ adapter.quote(authoritative['keys'][0]) }} is null{{ ' and ' if not loop.last }}
    {%- else -%}
        true
    {%- endfor -%}
{%- endmacro %}
