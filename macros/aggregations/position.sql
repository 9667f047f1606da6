{# Where a fact row comes in the order of rows, as a text of 19 digits that sorts like it: its batch, then its number. A file
   has fewer rows than ten billion. #}
{% macro position() -%}
    {{ return('lpad(cast(facts._batch_id * 10000000000 + facts._row_number as ' ~ refill.sql_type('text') ~ "), 19, '0')") }}
{%- endmacro %}

{# The value, as a text, of the first row that has one, or with `pick` max of the last. `order`: an expression by which rows sort
   before their position, a text of `width` characters. #}
{% macro value_at(source, pick='min', order=none, width=0) -%}
    {%- set parts = ([order] if order else []) + ['facts._position', refill.fact_text(source)] -%}
    {{ return('substr(' ~ pick ~ '(' ~ refill.by_code_point([parts | join(' || ')]) ~ '), ' ~ (width + 20) ~ ')') }}
{%- endmacro %}

{# The value of the first or last row of a key, and whether the rows agree. #}
{% macro value_by_position(source, pick) -%}
    {%- set text = refill.by_code_point([refill.fact_text(source)]) -%}
    {{ return({
        'value': refill.value_at(source, pick),
        'kind': 'text',
        'prepared': {'_position': refill.position()},
        'disagreement': {'_min': 'min(' ~ text ~ ')', '_max': 'max(' ~ text ~ ')'},
    }) }}
{%- endmacro %}

{# The value of the row with the largest or smallest number, date or moment in the column `by`; those without one come last. #}
{% macro value_by_order(column, descending) -%}
    {%- set place = adapter.quote(('_largest ' if descending else '_smallest ') ~ column.by) -%}
    {%- set order = refill.sort_text('facts.' ~ adapter.quote(column.by), column.by_type, descending) -%}
    {%- set prepared = {'_position': refill.position()} -%}
    {%- do prepared.update({place: order.text}) -%}
    {{ return({'value': refill.value_at(column.source, 'min', 'facts.' ~ place, order.width), 'kind': 'text', 'prepared': prepared}) }}
{%- endmacro %}
