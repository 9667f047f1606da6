{# The LIKE pattern for a glob of `*` and `?`, as a literal. #}
{% macro like_pattern(glob) -%}
    {{ return(refill.literal(
        glob | replace('\\', '\\\\') | replace('%', '\\%') | replace('_', '\\_') | replace('*', '%') | replace('?', '_')
    )) }}
{%- endmacro %}
