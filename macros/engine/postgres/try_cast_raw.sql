{# A raw text as a value of `type`, or null where it is none or a null token. It is read as it is, and folded only where
   that makes no sense: most cells need no folding, which costs as much as reading them. #}
{% macro try_cast_raw(value, type, null_tokens) -%}
    {{ return(adapter.dispatch('try_cast_raw', 'refill')(value, type, null_tokens)) }}
{%- endmacro %}

{% macro postgres__try_cast_raw(value, type, null_tokens) -%}
    {%- set tokens = refill.text_array(null_tokens) -%}
    {%- set refolded = refill.ledger('refolded').include(database=false) ~ '(' ~ value ~ ', ' ~ tokens ~ ')' -%}
case
    when {{ value }} is null or {{ value }} in ({{ refill.literals(null_tokens) }}) then null
    else coalesce({{ refill.try_cast(value, type) }}, {{ refill.try_cast(refolded, type) }})
end
{%- endmacro %}
