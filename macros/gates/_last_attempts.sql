{# CTEs: what each of the sources answered when it was last due, `last_attempts`. #}
{% macro _last_attempts(tables) -%}
attempts as (
    select
        table_name,
        source,
        status,
        row_number() over (partition by table_name, source order by sequence desc) as recency
    from {{ refill.ledger('sync_log') }}
    where status <> 'not_due'
),

last_attempts as (
    select
        table_name,
        status,
        {{ refill._one_of_sources(tables, 'required') | indent(8) }} as is_required
    from attempts
    where
        recency = 1
        and {{ refill._one_of_sources(tables, 'sources') | indent(8) }}
)
{%- endmacro %}
