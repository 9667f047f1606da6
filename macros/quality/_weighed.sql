{# One row: the facts of a domain and their weight, all of them, and those that rest on open rows of each reference table. #}
{% macro _weighed(domain, number) -%}
{%- set weight = 'facts.' ~ adapter.quote(domain.weight) if domain.weight else refill.null_of('numeric') -%}
select
    count(*) as fact_rows,
    cast(sum({{ weight }}) as {{ refill.sql_type('numeric') }}) as weight
    {%- for reference in domain.references %}
    {%- set place = number ~ '_' ~ loop.index %}
    {%- set rests = [] %}
    {%- for columns in reference.foreign_keys %}
        {%- do rests.append('by_' ~ place ~ '_' ~ loop.index ~ '.' ~ adapter.quote(reference['keys'][0]) ~ ' is not null') %}
    {%- endfor %},
    (select count(*) from open_{{ place }}) as waiting_{{ loop.index }},
    count(case when {{ rests | join(' or ') }} then 1 end) as fact_rows_{{ loop.index }},
    cast(
        sum(case when {{ rests | join(' or ') }} then {{ weight }}{{ ' else 0' if domain.weight }} end)
        as {{ refill.sql_type('numeric') }}
    ) as weight_{{ loop.index }}
    {%- endfor %}
from {{ domain.facts }} as facts
{%- for reference in domain.references %}
    {%- set place = number ~ '_' ~ loop.index %}
    {%- for columns in reference.foreign_keys %}
left join open_{{ place }} as by_{{ place }}_{{ loop.index }}
    on {{ refill.same_key('by_' ~ place ~ '_' ~ loop.index, reference['keys'], 'facts', columns) }}
    {%- endfor %}
{%- endfor %}
{%- endmacro %}
