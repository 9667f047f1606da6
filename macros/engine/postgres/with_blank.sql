{# The null tokens and a blank, which is none of them only where a text is kept as it is. #}
{% macro postgres__with_blank(null_tokens) -%}
    {{ return(refill.postgres__text_array(([''] + null_tokens) | unique | list)) }}
{%- endmacro %}
