{# The kinds of reasons that staging and quarantine give; refill/config/reasons.py has them in words. #}
{% macro reasons() -%}
    {{ return(['type', 'required', 'null_key', 'blank_key', 'long_key', 'missing_key', 'rejected_key']) }}
{%- endmacro %}
