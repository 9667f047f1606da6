{# What the facts had said of a row otherwise, and what its sources say among themselves. #}
{% macro _conflicts_of_source(attributes, contested) -%}
    {%- set pairs = [] -%}
    {%- for column in attributes -%}
        {%- set held = 'held.' ~ adapter.quote(column) -%}
        {%- do pairs.append([column, 'given.' ~ adapter.quote(column), "'authoritative'",
            'case when ' ~ refill.is_derived(column, 'held') ~ ' then ' ~ held ~ ' end', "coalesce(held._derived_from_domain, 'facts')"]) -%}
    {%- endfor -%}
    {%- set found = 'case when ' ~ refill.has_derived('held') ~ ' then ' ~ refill.conflict_list(pairs) ~ ' end' -%}
    {{ refill.both_conflicts(found, 'given._conflicts') if contested else found }}
{%- endmacro %}
