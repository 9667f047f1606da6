{% macro postgres__values_of_facts(cells) -%}
(
    select
        array_agg(column_name) filter (where given is null) as _derived_columns,
        {{ refill.conflict_objects('given', "'authoritative'", 'derived', "coalesce(held._derived_from_domain, 'facts')") | indent(8) }} filter (where given collate "C" <> derived) as _conflicts
    from (
        values
        {{ refill.value_rows(cells) | indent(8) }}
    ) as cells (column_name, given, derived)
    where {{ refill.has_derived('held') }} and {{ refill.is_listed('column_name', 'held._derived_columns') }}
)
{%- endmacro %}
