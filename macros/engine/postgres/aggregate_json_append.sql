{# A json array of the different texts that the template gives for the rows, sorted. #}
{% macro aggregate_json_append(column) -%}
    {{ return(adapter.dispatch('aggregate_json_append', 'refill')(column)) }}
{%- endmacro %}

{% macro postgres__aggregate_json_append(column) -%}
    {%- set name = adapter.quote('_text ' ~ column.target) -%}
    {%- set text = refill.by_code_point(['facts.' ~ name]) -%}
    {%- set prepared = {} -%}
    {%- do prepared.update({name: refill.row_text(column.template)}) -%}
    {{ return({
        'value': 'jsonb_agg(distinct ' ~ text ~ ' order by ' ~ text ~ ') filter (where facts.' ~ name ~ ' is not null)',
        'kind': 'jsonb',
        'prepared': prepared,
    }) }}
{%- endmacro %}
