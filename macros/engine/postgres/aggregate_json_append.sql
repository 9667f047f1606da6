{% macro postgres__aggregate_json_append(column) -%}
    {%- set name = adapter.quote('_text ' ~ column.target) -%}
    {%- set text = refill.by_code_point(['facts.' ~ name]) -%}
    {%- set prepared = {} -%}
    {%- do prepared.update({name: refill.row_text(column.template)}) -%}
    {{ return({
        'value': 'jsonb_agg(distinct ' ~ text ~ ' order by ' ~ text ~ ') filter (where facts.' ~ name ~ ' is not null)',
        'kind': 'json',
        'prepared': prepared,
    }) }}
{%- endmacro %}
