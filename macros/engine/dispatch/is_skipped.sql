{# True if a folded text matches one of the globs that its column skips. #}
{% macro is_skipped(text, globs) -%}
    {{ return(adapter.dispatch('is_skipped', 'refill')(text, globs)) }}
{%- endmacro %}
