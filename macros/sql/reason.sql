{# Why a row is set aside, `kind:name`, as a literal. #}
{% macro reason(kind, name) -%}
    {%- if kind not in refill.reasons() -%}
        {{ exceptions.raise_compiler_error("There is no reason `" ~ kind ~ "`; use one of: " ~ refill.reasons() | join(', ')) }}
    {%- endif -%}
    {{ return(refill.literal(kind ~ ':' ~ name)) }}
{%- endmacro %}
