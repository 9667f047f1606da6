{# A subquery on what the facts gave the row of `held`: `_derived_columns`, those columns that its source leaves null, and
   `_conflicts`, the values that its source has otherwise. Cells: lists of a column, its value in the source and in `held`, texts. #}
{% macro values_of_facts(cells) -%}
    {{ return(adapter.dispatch('values_of_facts', 'refill')(cells)) }}
{%- endmacro %}

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
