{# One question in place of all that loading asks. #}
{% macro postgres__nothing_staged(domain) -%}
    {%- set staging = refill.relation_in('staging', 'stg_' ~ domain) -%}
    {% call statement('main', fetch_result=true) -%}
        select not exists (select 1 from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
            and not exists (select 1 from {{ staging }})
            and not exists (select 1 from {{ refill.quarantine(domain) }})
    {%- endcall %}
    {{ return(load_result('main').table.rows[0][0]) }}
{%- endmacro %}
