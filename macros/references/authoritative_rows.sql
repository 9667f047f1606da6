{# The rows of the landing model; one that names a parent which was merged into another names that other. #}
{% macro authoritative_rows(authoritative, columns, parents, contested) -%}
{%- if not parents -%}
select * from {{ authoritative }} as given
{%- else -%}
select
    {%- for column in columns %}
    {{ refill._under_merged_parent(column, parents) }}{{ ',' if contested or not loop.last }}
    {%- endfor %}
    {%- if contested %}
    given._decided,
    given._derived,
    given._conflicts
    {%- endif %}
from {{ authoritative }} as given
{%- for parent in parents %}
{%- set merged = adapter.quote('merged ' ~ loop.index) %}
left join (
    select
        {%- for column in parent.columns %}
        cast({{ refill.json_text('key', parent['keys'][loop.index0]) }} as {{ refill.sql_type(columns[column]) }}) as {{ adapter.quote(column) }},
        cast({{ refill.json_text('target', parent['keys'][loop.index0]) }} as {{ refill.sql_type(columns[column]) }}) as {{ adapter.quote('into ' ~ column) }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ refill.decisions_in_force((parent.table or this).identifier) }}
    where decision = 'merge'
) as {{ merged }} on {{ refill.same_key(merged, parent.columns, 'given', parent.columns) }}
{%- endfor %}
{%- endif %}
{%- endmacro %}

{# A column, or its value under the parent that its own was merged into. #}
{% macro _under_merged_parent(column, parents) -%}
    {%- set values = [] -%}
    {%- for parent in parents -%}
        {%- if column in parent.columns -%}
            {%- do values.append(adapter.quote('merged ' ~ loop.index) ~ '.' ~ adapter.quote('into ' ~ column)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if values -%}
        coalesce({{ values | join(', ') }}, given.{{ adapter.quote(column) }}) as {{ adapter.quote(column) }}
    {%- else -%}
        given.{{ adapter.quote(column) }}
    {%- endif -%}
{%- endmacro %}
