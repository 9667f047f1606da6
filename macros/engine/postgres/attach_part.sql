{# Make a filled table a part of the fact table. Its primary key is built once; attaching checks its foreign keys as sets, and the
   check constraint spares the rows a look at their part.

   A table that had its foreign keys already would keep readers from the reference tables until the transaction ends. #}
{% macro postgres__attach_part(relation, part) -%}
    {%- set table = refill.postgres__part_table(relation, part.number) -%}
    alter table {{ table }}
        add constraint of_this_part check (_part = {{ part.number }})
        {%- for constraint in model.constraints if constraint.type == 'primary_key' %},
        add {{ refill.postgres__constraint_definition(constraint) }}
        {%- endfor %};
    {%- for columns in refill.postgres__indexes_of(part) %}
    create index on {{ table }} ({{ refill.quoted(columns) }});
    {%- endfor %}
    alter table {{ relation }} attach partition {{ table }} for values in ({{ part.number }});
    alter table {{ table }} drop constraint of_this_part;
    analyze {{ table }} ({{ refill.quoted(model.constraints | sum(attribute='columns', start=[]) | unique | list) }})
{%- endmacro %}
