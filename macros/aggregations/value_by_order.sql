{# The value of the row with the largest or smallest number, date or moment in the column `by`; those without one come last. #}
{% macro value_by_order(column, descending) -%}
    {%- set place = adapter.quote(('_largest ' if descending else '_smallest ') ~ column.by) -%}
    {%- set order = refill.sort_text('facts.' ~ adapter.quote(column.by), column.by_type, descending) -%}
    {%- set prepared = {'_position': refill.position()} -%}
    {%- do prepared.update({place: order.text}) -%}
    {{ return({'value': refill.value_at(column.source, 'min', 'facts.' ~ place, order.width), 'kind': 'text', 'prepared': prepared}) }}
{%- endmacro %}
