{# Why a row is set aside, `kind:name`, as a literal. #}
{% macro reason(kind, name) -%}
    {%- if kind not in refill.reasons() -%}
        {{ exceptions.raise_compiler_error("There is no reason `" ~ kind ~ "`; use one of: " ~ refill.reasons() | join(', ')) }}
    {%- endif -%}
    {{ return(refill.literal(kind ~ ':' ~ name)) }}
{%- endmacro %}

{# The kinds of reasons that staging and quarantine give; refill/config/reasons.py has them in words. #}
{% macro reasons() -%}
    {{ return(['type', 'required', 'null_key', 'blank_key', 'missing_key', 'rejected_key']) }}
{%- endmacro %}
