{# Rows that leave quarantine: into the partitions of their batches, which are made where a batch had no rows so far. #}
{% macro postgres__return_rows(relation, loading, domain) -%}
    {%- set returning = refill.postgres__batch_partition(relation, 'returning') -%}
    {%- set batches = run_query('select distinct _batch_id from ' ~ returning ~ ' order by 1').columns[0].values() -%}
    {% call statement('return') -%}
        {%- for batch in batches %}
        create table if not exists {{ refill.postgres__batch_partition(relation, batch) }} partition of {{ relation }} for values in ({{ batch }});
        {%- endfor %}
        {%- if batches %}
        insert into {{ relation }} select * from {{ returning }};
        {{ refill.postgres__record_change(relation, "'returned'", 'count(*)') }} from {{ returning }};
        {%- endif %}
        delete from {{ refill.quarantine(domain) }} where _reasons is null
    {%- endcall %}
{%- endmacro %}
