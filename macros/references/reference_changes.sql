{# The changes of a reference table, whole rows, from the CTEs that derive_reference makes. #}
{% macro reference_changes(keys, columns, authoritative, candidates) -%}
{%- set attributes = columns.keys() | reject('in', keys) | list -%}
{%- set fed = refill.fed_columns(candidates) -%}
{%- set appended = refill.fed_columns(candidates, 'json_append') -%}
{%- set filling = 'fill_null_only' in (candidates | map(attribute='modes') | sum(start=[])) -%}
{%- set branches = [] -%}
{%- if authoritative -%}
    {%- do branches.append(refill.changes_from_source(keys, attributes, fed if filling else [], appended)) -%}
{%- endif -%}
{%- if candidates -%}
    {%- do branches.append(refill.derivations(keys, columns, authoritative, fed)) -%}
{%- endif -%}
{%- if filling and fed -%}
    {%- do branches.append(refill.fills(keys, attributes, authoritative, fed, appended)) -%}
{%- endif -%}
{%- if not branches -%}
    {%- do branches.append(refill.no_changes(keys, attributes)) -%}
{%- endif -%}
{{ branches | join('\nunion all\n') }}
{%- endmacro %}

{# The columns that any candidate feeds, or feeds in the way named. #}
{% macro fed_columns(candidates, take=none) -%}
    {%- set names = [] -%}
    {%- for candidate in candidates -%}
        {%- for column in candidate.columns if column.target not in names and (take is none or column.take == take) -%}
            {%- do names.append(column.target) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
