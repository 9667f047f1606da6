{# New parts are filled, keyed and checked against the references as sets, then attached; rows for parts that are there already
   go through the table itself, and their keys are looked up one by one.

   In the same transaction older batches give up the scopes that the new ones deliver, before anything comes back of them;
   rows leave quarantine, and the batches are written down as loaded. #}
{% macro postgres__write_facts(relation, sql) -%}
    {%- set meta = config.get('meta') -%}
    {%- set domain = meta['domain'] -%}
    {% if meta.get('scope') %}
        {% do refill.postgres__supersede_loaded(relation, domain, meta['scope']) %}
    {% endif %}
    {%- set parts = [] -%}
    {%- for row in run_query(refill.postgres__parts_to_load(relation, domain)).rows -%}
        {%- do parts.append({'number': row['part'] | int, 'is_shared': row['is_shared'], 'is_large': row['is_large'], 'is_there': row['is_there']}) -%}
    {%- endfor -%}
    {%- set there = parts | selectattr('is_there') | map(attribute='number') | list -%}
    {%- set new = parts | rejectattr('is_there') | list -%}
    {%- set small = new | rejectattr('is_large') | map(attribute='number') | list -%}
    {%- for part in new if part.is_large -%}
        {% do refill.postgres__fill_part(relation, part.number, sql) %}
    {%- endfor -%}
    {%- if small -%}
        {% do refill.postgres__fill_parts(relation, small, sql) %}
    {%- endif -%}
    {% do refill.postgres__attach_parts(relation, new) %}
    {%- if there -%}
        {% call statement('main') -%}
            {{ refill.postgres__insert_facts(relation, there, sql) }}
        {%- endcall %}
    {%- endif -%}
    {% do refill.postgres__account_for(relation, domain) %}
    {% call statement('complete') -%}
        {{ refill.postgres__complete_load(relation, domain) }}
    {%- endcall %}
{%- endmacro %}
