{# Per domain and reference table: how many facts, and how much of the domain's weight, rest on unreviewed rows.
   Reads every fact once.

   Domains: {'name', 'facts', 'weight' or none, 'references': [{'name', 'relation', 'keys', 'foreign_keys': [columns]}]}. #}
{% macro quality_weight(domains) -%}
with
{%- for domain in domains %}
{{ refill._open_rows(domain.references, loop.index) }}

weighed_{{ loop.index }} as (
    {{ refill._weighed(domain, loop.index) | indent(4) }}
),
{% endfor %}
listed as (
    {%- for domain in domains %}
    {%- set number = loop.index %}
    {%- for reference in domain.references %}
    {%- if number > 1 or not loop.first %}
    union all
    {%- endif %}
    select
        {{ refill.literal(domain.name) }} as domain,
        {{ refill.literal(reference.name) }} as table_name,
        {{ refill.literal(domain.weight) if domain.weight else refill.null_of('text') }} as weight_column,
        waiting_{{ loop.index }} as unreviewed_rows,
        fact_rows_{{ loop.index }} as fact_rows,
        fact_rows as all_fact_rows,
        weight_{{ loop.index }} as weight,
        weight as whole_weight
    from weighed_{{ number }}
    {%- endfor %}
    {%- endfor %}
),

shared as (
    select
        listed.*,
        round(cast(fact_rows as {{ refill.sql_type('numeric') }}) / nullif(all_fact_rows, 0), 4) as share_of_facts,
        round(weight / nullif(whole_weight, 0), 4) as share_of_weight
    from listed
)

select
    shared.*,
    concat(
        round(100 * coalesce(share_of_weight, share_of_facts, 0), 1),
        ' % of ',
        case when weight_column is null then 'the facts rest' else concat(weight_column, ' rests') end,
        ' on ',
        unreviewed_rows,
        case when unreviewed_rows = 1 then ' unreviewed row of ' else ' unreviewed rows of ' end,
        table_name
    ) as says
from shared
{%- endmacro %}
