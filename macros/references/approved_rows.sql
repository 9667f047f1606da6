{# The rows of a reference table that stewards have approved or corrected, as texts under the names of their columns. #}
{% macro approved_rows(table, columns) -%}
(
    select
        {%- for column in columns %}
        coalesce(
            {{ refill.json_text('content', column) }},
            {{ refill.json_text('key', column) }}
        ) as {{ adapter.quote(column) }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ refill.decisions_in_force(table) }}
    where decision in ('approve', 'correct')
) as approved
{%- endmacro %}
