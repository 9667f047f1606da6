{# The changes of a reference table, whole rows, from the CTEs that derive_reference makes. `values`: the CTE with what the facts
   give. #}
{% macro reference_changes(keys, attributes, authoritative, candidates, values) -%}
{%- set fed = refill.fed_columns(refill.filling(candidates)) -%}
{%- set appended = refill.fed_columns(candidates, 'json_append') -%}
{%- set branches = [] -%}
{%- if authoritative -%}
    {%- do branches.append(refill.filled_changes(keys, attributes, fed, appended, values) if fed else 'select * from source_changes') -%}
{%- endif -%}
{%- if candidates -%}
    {%- do branches.append(refill.derived_rows(keys, candidates, authoritative, values)) -%}
{%- endif -%}
{%- if fed -%}
    {%- do branches.append(refill.filled_rows(keys, attributes, authoritative, fed, appended, values)) -%}
{%- endif -%}
{%- if not branches -%}
    {%- do branches.append('select *, ' ~ refill.no_json() ~ " as _conflicts, 'inserted' as _change from held where false") -%}
{%- endif -%}
{{ branches | join('\nunion all\n') }}
{%- endmacro %}
