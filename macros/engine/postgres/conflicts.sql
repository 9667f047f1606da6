{% macro postgres__conflicts(pairs) -%}
select column_name, kept, kept_from, other, other_from
from (
    values
    {%- for column, kept, kept_from, other, other_from in pairs %}
    ({{ refill.literal(column) }}, cast({{ kept }} as text), {{ kept_from }}, cast({{ other }} as text), {{ other_from }}){{ ',' if not loop.last }}
    {%- endfor %}
) as said (column_name, kept, kept_from, other, other_from)
where kept collate "C" <> other collate "C"
{%- endmacro %}
