{% macro postgres__aggregate_concat_distinct(column) -%}
    {%- set text = refill.by_code_point([refill.fact_text(column.source)]) -%}
    {%- if column.sort -%}
        {{ return({
            'value': 'string_agg(distinct ' ~ text ~ ', ' ~ refill.literal(column.separator) ~ ' order by ' ~ text ~ ')', 'kind': 'text',
        }) }}
    {%- endif -%}
    {%- set value -%}
(
    select string_agg(item, {{ refill.literal(column.separator) }} order by place)
    from (
        select substr(placed, 20) as item, min(placed collate "C") as place
        from unnest(array_agg(facts._position || {{ refill.fact_text(column.source) }})) as placed
        group by substr(placed, 20)
    ) as items
)
    {%- endset -%}
    {{ return({'value': value, 'kind': 'text', 'prepared': {'_position': refill.position()}}) }}
{%- endmacro %}
