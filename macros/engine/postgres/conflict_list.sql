{% macro postgres__conflict_list(origins, cells) -%}
{%- set names, values, columns, others = [], [], [], [] -%}
{%- for name, disagrees in origins -%}
    {%- set value = 'c' ~ loop.index -%}
    {%- do names.append(name) -%}
    {%- do values.append(value) -%}
    {%- do columns.append(value) -%}
    {%- if not loop.first -%}
        {%- do others.append([value, refill.literal(name)]) -%}
    {%- endif -%}
    {%- if disagrees -%}
        {%- do columns.extend([value ~ '_min', value ~ '_max']) -%}
        {%- do others.append(['coalesce(nullif(' ~ value ~ '_min, ' ~ value ~ '), ' ~ value ~ '_max)', refill.literal(name)]) -%}
    {%- endif -%}
{%- endfor -%}
{%- set kept = 'c1' if others | length == 1 else refill.first_of(values) -%}
{%- set kept_from = refill.literal(names[0]) if others | length == 1 else refill.name_of_first(values, names) -%}
{%- set other, other_from = others[0] if others | length == 1 else ['other', 'other_from'] -%}
(
    select {{ refill.conflict_objects(kept, kept_from, other, other_from) | indent(4) }}
    from (
        values
        {{ refill.value_rows(cells) | indent(8) }}
    ) as cells ({{ (['column_name'] + columns) | join(', ') }})
    {%- if others | length > 1 %}
    cross join lateral (
        values
        {{ refill.value_rows(others) | indent(8) }}
    ) as others (other, other_from)
    {%- endif %}
    where {{ kept }} collate "C" <> {{ other }}
)
{%- endmacro %}
