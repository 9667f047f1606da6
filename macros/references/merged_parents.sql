{# Left joins from the rows of sources to the parents that were merged into others; nothing where there are no parents. #}
{% macro merged_parents(columns, parents, keys, rows) -%}
{%- for parent in parents %}
{%- set merged = adapter.quote('merged ' ~ loop.index) %}
left join (
    select
        {%- for column in parent.columns %}
        {%- set key = parent['keys'][loop.index0] %}
        {{ refill.typed(refill.json_text('key', key), columns[column]) }} as {{ adapter.quote('from ' ~ column) }},
        {{ refill.typed(refill.json_text('target', key), columns[column]) }} as {{ adapter.quote('into ' ~ column) }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ refill.decisions_in_force((parent.table or this).identifier) }}
    where decision = 'merge'
) as {{ merged }}
    on {% for column in parent.columns -%}
    {{ merged }}.{{ adapter.quote('from ' ~ column) }} = {{ adapter.quote(column) if column in keys else refill.first_of(refill.in_each(rows, column)) }}
    {{- ' and ' if not loop.last }}
    {%- endfor %}
{%- endfor %}
{%- endmacro %}

{# The values that a column has under the parents that its own were merged into. #}
{% macro merged_values(column, parents) -%}
    {%- set values = [] -%}
    {%- for parent in parents if column in parent.columns -%}
        {%- do values.append(adapter.quote('merged ' ~ (parents.index(parent) + 1)) ~ '.' ~ adapter.quote('into ' ~ column)) -%}
    {%- endfor -%}
    {{ return(values) }}
{%- endmacro %}
