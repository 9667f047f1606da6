{# The distance to a bound that no value of the kind passes: a positive number, with as many decimals as any other. #}
{% macro postgres__sort_text(value, kind, descending) -%}
    {%- set digits = modules.re.findall('[0-9]+', kind) | map('int') | list -%}
    {%- if digits -%}
        {%- set whole, decimals = digits[0] - digits[1], digits[1] -%}
    {%- elif kind in ('date', 'month') -%}
        {%- set value, whole, decimals = '(' ~ value ~ " - date '2000-01-01')", 10, 0 -%}
    {%- elif kind == 'timestamp' -%}
        {%- set value, whole, decimals = 'extract(epoch from ' ~ value ~ ')', 13, 6 -%}
    {%- else -%}
        {%- set whole, decimals = 19, 0 -%}
    {%- endif -%}
    {%- set width = whole + 1 + (decimals + 1 if decimals else 0) -%}
    {%- set distance = '1' ~ '0' * whole ~ (' - ' if descending else ' + ') ~ value -%}
    {{ return({
        'text': 'coalesce(lpad(cast(' ~ distance ~ ' as text), ' ~ width ~ ", '0'), lpad('', " ~ width ~ ", '~'))",
        'width': width,
    }) }}
{%- endmacro %}
