{# The rows that facts derive in this run, as a source of parents. #}
{% macro newly_derived(keys, authoritative) -%}
    (
        select * from candidate_values
        where _derived_from_domain is not null
        {%- if authoritative %}
            and not exists (select 1 from source_rows where {{ refill.same_key('source_rows', keys, 'candidate_values', keys) }})
        {%- endif %}
    )
{%- endmacro %}
