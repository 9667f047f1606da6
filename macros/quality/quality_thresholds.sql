{# The limits of the reference tables, one row per rule and table: the value found, the one that the YAML allows, and whether
   it is crossed. derived_ratio: the derived part of all rows; open_reviews: rows that wait; review_age: days that the oldest
   has waited.

   Tables: {'name', 'relation', 'max_derived_ratio', 'max_open', 'max_age_days'}. #}
{% macro quality_thresholds(tables) -%}
with counted as (
    {%- for table in tables %}
    {%- if not loop.first %}
    union all
    {%- endif %}
    select
        {{ refill.literal(table.name) }} as table_name,
        cast({{ table.max_derived_ratio }} as {{ refill.sql_type('numeric') }}) as max_derived_ratio,
        cast({{ table.max_open }} as {{ refill.sql_type('numeric') }}) as max_open,
        cast({{ table.max_age_days }} as {{ refill.sql_type('numeric') }}) as max_age_days,
        count(*) as total,
        sum(case when _source = 'auto_derived' then 1 else 0 end) as derived,
        sum(case when _needs_review then 1 else 0 end) as waiting,
        min(case when _needs_review then coalesce(_derived_at, _created_at) end) as oldest
    from {{ table.relation }}
    {%- endfor %}
),

measured as (
    select
        'derived_ratio' as rule,
        table_name,
        round(coalesce(cast(derived as {{ refill.sql_type('numeric') }}) / nullif(total, 0), 0), 4) as found,
        max_derived_ratio as allowed
    from counted
    union all
    select 'open_reviews', table_name, coalesce(waiting, 0), max_open
    from counted
    union all
    select 'review_age', table_name, round(coalesce({{ refill.days_since('oldest') }}, 0), 1), max_age_days
    from counted
)

select
    rule,
    table_name,
    found,
    allowed,
    found > allowed as is_crossed
from measured
{%- endmacro %}
