{# The candidates whose domain has staged rows in this run: the others would name no key, and cost their part of the query.
   All of them where the SQL is only shown, as for `dbt compile` and the documentation; none while dbt parses. #}
{% macro staged_candidates(candidates) -%}
    {%- if execute and flags.WHICH not in ['build', 'run'] -%}
        {{ return(candidates) }}
    {%- endif -%}
    {%- set staged = {} -%}
    {%- for candidate in candidates if execute and 'model.' ~ model.package_name ~ '.stg_' ~ candidate.domain in selected_resources -%}
        {%- do staged.update({candidate.domain: candidate.facts}) -%}
    {%- endfor -%}
    {%- if not staged -%}
        {{ return([]) }}
    {%- endif -%}
    {{ return(candidates | selectattr('domain', 'in', run_query(refill._with_rows(staged)).columns[0].values() | list) | list) }}
{%- endmacro %}
