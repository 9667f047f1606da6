{# By grouping sets. #}
{% macro postgres__stage_keys(staging, domain, foreign_keys) -%}
{%- set keys = refill.staged_keys(domain) -%}
{%- set columns = foreign_keys | sum(attribute='columns', start=[]) | unique(case_sensitive=true) | sort(case_sensitive=true) -%}
{%- set present = [] -%}
{%- set sets = [] -%}
{%- for key in foreign_keys -%}
    {%- set columns_of_key = key.columns | sort(case_sensitive=true) -%}
    {%- do sets.append(columns_of_key) if columns_of_key not in sets -%}
{%- endfor -%}
drop table if exists {{ keys }};
create unlogged table {{ keys }} as
select
    {%- for column in columns %}
    {%- do present.append([column, 'grouping(' ~ adapter.quote(column) ~ ') = 0']) %}
    {{ adapter.quote(column) }},
    {%- endfor %}
    {{ refill.names_where(present) | indent(4) }} as _columns,
    current_timestamp as _staged_at
from {{ staging }}
group by grouping sets (
    {%- for columns in sets %}
    ({{ refill.quoted(columns) }}){{ ',' if not loop.last }}
    {%- endfor %}
);
analyze {{ keys }}
{%- endmacro %}
