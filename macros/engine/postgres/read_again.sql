{# A fact's numbers that a widened column can hold with more digits than before are read from raw once more. Only those change
   that the narrower type had rounded; those whose raw rows were dropped stay, and the migration says so.
   Change: {'name', 'held', 'wanted'}, types in the YAML's words. #}
{% macro postgres__read_again(relation, domain, change) -%}
    {%- set scales = [] -%}
    {%- for type in (change['held'], change['wanted']) if type.startswith('numeric(') -%}
        {%- do scales.append(type[8:-1].split(',') | map('int') | list) -%}
    {%- endfor -%}
    {%- if scales | length == 2 and scales[0][1] < scales[1][1] -%}
        {%- set column = adapter.quote(change['name']) -%}
        {%- set type = {'kind': 'numeric', 'precision': scales[1][0], 'scale': scales[1][1]} -%}
        {%- set raw = refill.relation_in('raw', domain) -%}
        {% call statement('read_again') -%}
            update {{ relation }} as facts
            set {{ column }} = delivered.value
            from (
                select _part, _batch_id, _row_number, {{ refill.column_value(column, {'type': type}) }} as value from {{ raw }}
            ) as delivered
            where delivered._part = facts._part and delivered._batch_id = facts._batch_id and delivered._row_number = facts._row_number
                and round(delivered.value, {{ scales[0][1] }}) = facts.{{ column }} and delivered.value <> facts.{{ column }}
        {%- endcall %}
        {%- set dropped = run_query(refill.postgres__dropped_batches(domain)).rows[0][0] -%}
        {%- if dropped -%}
            {% do refill.postgres__report_migration(
                relation, 'column ' ~ change['name'] ~ ' stays as rounded where raw rows were dropped (batches: ' ~ dropped ~ ')'
            ) %}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
