{# One attribute of a derived row, from all fact rows of its key (alias `facts`).

   Each result depends on the rows alone: ties go to the earlier batch, then the earlier row, and text compares by code
   point. Column: {'take', 'source', 'by', 'separator', 'sort', 'value', 'template'}. #}
{% macro aggregate(column) -%}
    {{ return(adapter.dispatch('aggregate', 'refill')(column)) }}
{%- endmacro %}

{% macro postgres__aggregate(column) -%}
    {%- set value -%} facts.{{ adapter.quote(column.source) }} {%- endset -%}
    {%- set text -%} cast({{ value }} as text) collate "C" {%- endset -%}
    {%- set sortable = text if column.source_is_text else value -%}
    {%- set position = 'facts._batch_id, facts._row_number' -%}
    {%- if column.take == 'first' -%}
        {{ refill._value_at(value, position) }}
    {%- elif column.take == 'last' -%}
        {{ refill._value_at(value, 'facts._batch_id desc, facts._row_number desc') }}
    {%- elif column.take == 'max_by' -%}
        {{ refill._value_at(value, 'facts.' ~ adapter.quote(column.by) ~ ' desc nulls last, ' ~ position) }}
    {%- elif column.take == 'min_by' -%}
        {{ refill._value_at(value, 'facts.' ~ adapter.quote(column.by) ~ ' asc nulls last, ' ~ position) }}
    {%- elif column.take == 'mode' -%}
        mode() within group (order by {{ sortable }})
    {%- elif column.take == 'concat_distinct' and column.sort -%}
        string_agg(distinct {{ text }}, {{ refill.literal(column.separator) }} order by {{ text }})
    {%- elif column.take == 'concat_distinct' -%}
        nullif(array_to_string(array(
            select seen.item
            from unnest(array_agg({{ text }} order by {{ position }})) with ordinality as seen (item, place)
            where seen.item is not null
            group by seen.item
            order by min(seen.place)
        ), {{ refill.literal(column.separator) }}), '')
    {%- elif column.take == 'count_distinct' -%}
        count(distinct {{ value }})
    {%- elif column.take in ('sum', 'min', 'max') -%}
        {{ column.take }}({{ value if column.take == 'sum' else sortable }})
    {%- elif column.take == 'constant' -%}
        {{ refill.literal(column.value) }}
    {%- elif column.take == 'template' -%}
        concat({{ refill._template_parts(column.template, position) | join(', ') }})
    {%- elif column.take == 'json_append' -%}
        to_jsonb(array_agg(distinct {{ refill._row_text(column.template) }} collate "C" order by {{ refill._row_text(column.template) }} collate "C")
            filter (where {{ refill._row_text(column.template) }} is not null))
    {%- else -%}
        {{ exceptions.raise_compiler_error("take: `" ~ column.take ~ "` of column `" ~ column.target ~ "`; use one of: first, last, max_by, min_by, mode, concat_distinct, count_distinct, sum, min, max, constant, template, json_append") }}
    {%- endif -%}
{%- endmacro %}

{# The first value that is not null, in the order given. #}
{% macro _value_at(value, order) -%}
    (array_agg({{ value }} order by {{ order }}) filter (where {{ value }} is not null))[1]
{%- endmacro %}
