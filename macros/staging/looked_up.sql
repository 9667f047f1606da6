{# The typed rows, with each looked-up column filled from its reference table where the file left it empty.

   Lookups: {'column', 'reference', 'match': {reference column: fact column}, 'take'}. Of several matches, the smallest. #}
{% macro looked_up(columns, lookups) -%}
select
    typed._batch_id,
    typed._row_number
    {%- if columns[0].in_row %},
    typed.{{ adapter.quote('raw row') }}
    {%- endif %}
    {%- for column in columns %},
    {%- if column.blank == 'refused' and not column.in_row %}
    typed.{{ adapter.quote(column.name ~ ' given') }},
    {%- endif %}
    {%- if refill.keeps_text(column) and not column.in_row %}
    typed.{{ refill.text_column(column) }},
    {%- endif %}
    {%- set found = lookups | selectattr('column', 'equalto', column.name) | list %}
    {%- if found %}
    coalesce(typed.{{ adapter.quote(column.name) }}, {{ adapter.quote('lookup ' ~ column.name) }}.taken) as {{ adapter.quote(column.name) }}
    {%- else %}
    typed.{{ adapter.quote(column.name) }}
    {%- endif %}
    {%- endfor %}
from typed
{%- for lookup in lookups %}
{%- set alias = adapter.quote('lookup ' ~ lookup.column) %}
left join (
    select
        {{ refill.column_lines(lookup.match.keys() | list) | indent(8) }},
        min({{ adapter.quote(lookup.take) }}) as taken
    from {{ lookup.reference }} as given
    group by {{ refill.quoted(lookup.match.keys() | list) }}
) as {{ alias }}
    on {{ refill.same_key(alias, lookup.match.keys() | list, 'typed', lookup.match.values() | list) }}
{%- endfor %}
{%- endmacro %}
