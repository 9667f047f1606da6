{# Make a filled table of one batch a partition of the fact table: its keys are built and checked once, as sets; the check
   constraint and the matching foreign keys spare the attachment a second look. An empty one is dropped. `loading`: the
   table that it is a partition of so far, or none. #}
{% macro postgres__attach_batch(relation, loading, batch) -%}
    {%- set partition = refill.postgres__batch_partition(relation, batch) -%}
    {%- set rows = run_query('select count(*) from ' ~ partition).columns[0].values()[0] -%}
    {% call statement('attach') -%}
        {%- if not rows %}
        drop table {{ partition }}
        {%- else %}
        {{ 'alter table ' ~ loading ~ ' detach partition ' ~ partition ~ ';' if loading }}
        alter table {{ partition }}
            add constraint of_this_batch check (_batch_id = {{ batch }})
            {%- for constraint in model.constraints if constraint.type in ('primary_key', 'foreign_key') %},
            add {{ refill.postgres__constraint_definition(constraint, named=constraint.type == 'foreign_key') }}
            {%- endfor %};
        alter table {{ relation }} attach partition {{ partition }} for values in ({{ batch }});
        alter table {{ partition }} drop constraint of_this_batch;
        analyze {{ partition }} ({{ refill.quoted(model.constraints | sum(attribute='columns', start=[]) | unique | list) }});
        {{ refill.postgres__record_change(relation, "'loaded'", rows) }}
        {%- endif %}
    {%- endcall %}
{%- endmacro %}
