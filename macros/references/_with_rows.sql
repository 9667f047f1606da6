{# The names of those relations that have rows. #}
{% macro _with_rows(relations) -%}
    {%- for name, relation in relations.items() %}
    select {{ refill.literal(name) }} as name where exists (select 1 from {{ relation }})
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
