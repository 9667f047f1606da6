{# The keys of the rows that would load, and that no reference table has: one line per foreign key and key.

   Keys whose on_missing is quarantine are set aside with their rows and do not count. `on_null: fail` makes a row without a
   key a violation too. Foreign keys: {'name', 'columns', 'table', 'keys', 'on_missing', 'on_null'}. #}
{% test every_key_resolves(model, foreign_keys) -%}
{%- set rules = refill.gate_rules(foreign_keys) -%}
with violations as (
    select
        facts._batch_id,
        facts._row_number
        {%- for rule in rules %},
        {{ rule.key }} as {{ adapter.quote('key ' ~ loop.index) }},
        {{ rule.broken }} as {{ adapter.quote('broken ' ~ loop.index) }}
        {%- endfor %}
    from {{ model }} as facts
    {{- refill.joined_references(foreign_keys, 'facts') | indent(4) }}
    where facts._problems is null
    {%- for key in foreign_keys if key.on_missing == 'quarantine' %}
        and not ({{ refill.unresolved(key, 'facts') }})
    {%- endfor %}
        and (
            false
            {%- for rule in rules %}
            or {{ rule.broken }}
            {%- endfor %}
        )
),

listed as (
    {%- for rule in rules %}
    select {{ refill.literal(rule.name) }} as foreign_key, {{ adapter.quote('key ' ~ loop.index) }} as missing_key, count(*) as fact_rows
    from violations
    where {{ adapter.quote('broken ' ~ loop.index) }}
    group by {{ adapter.quote('key ' ~ loop.index) }}
    {{- '\n    union all' if not loop.last }}
    {%- else %}
    select {{ refill.null_of('text') }} as foreign_key, {{ refill.null_of('text') }} as missing_key, 0 as fact_rows where false
    {%- endfor %}
)

select * from listed order by {{ refill.by_code_point(['foreign_key', 'missing_key']) }}
{%- endtest %}
