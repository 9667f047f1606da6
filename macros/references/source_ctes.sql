{# The CTEs of authoritative rows, as `with_ctes` takes them: one per source where there are several, and `source_rows`.

   A row that names a parent which was merged into another names that other. Columns, parents: those of derive_reference. #}
{% macro source_ctes(authoritative, columns={}, parents=[]) -%}
    {%- if not (parents or refill.may_conflict(authoritative)) -%}
        {{ return([['source_rows', refill.rows_of_source(authoritative.sources[0], authoritative)]]) }}
    {%- endif -%}
    {%- set ctes = [] -%}
    {%- for source in authoritative.sources -%}
        {%- do ctes.append([refill.source_name(source), refill.rows_of_source(source, authoritative)]) -%}
    {%- endfor -%}
    {%- do ctes.append(['source_rows', refill.source_rows(authoritative, columns, parents)]) -%}
    {{ return(ctes) }}
{%- endmacro %}

{# True if authoritative rows have several origins: then `source_rows` has `_conflicts`, `_decided` and `_derived`. #}
{% macro may_conflict(authoritative) -%}
    {{ return(authoritative.sources | length > 1 or authoritative.sources[0].decisions_on is defined) }}
{%- endmacro %}

{# The CTE of a source. #}
{% macro source_name(source) -%}
    {{ return(adapter.quote('source ' ~ source.name)) }}
{%- endmacro %}
