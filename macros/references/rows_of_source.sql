{# The rows of one source: keys folded, texts typed. Rows without a key are left out.

   A value that is none of its type stops the run: `refill sync` lets none in, a seed may have one. #}
{% macro rows_of_source(source, authoritative) -%}
{%- set keys, cases = authoritative['keys'], authoritative.cases or {} -%}
{%- set columns = dict(authoritative.columns, _derived={'kind': 'json'}) if source.decisions_on else authoritative.columns -%}
select
    {%- for column, type in columns.items() %}
    {%- set text = refill.source_text(source, column, keys) %}
    {%- if column in keys or column in cases %}
    {{ refill.must_cast('nullif(' ~ refill.fold(text, cases.get(column)) ~ ", '')", type) }} as {{ adapter.quote(column) }}
    {%- elif type.kind in ('text', 'json') %}
    {{ refill.must_cast('nullif(' ~ text ~ ", '')", type) }} as {{ adapter.quote(column) }}
    {%- else %}
    {{ refill.must_cast('nullif(' ~ refill.fold(text) ~ ", '')", type) }} as {{ adapter.quote(column) }}
    {%- endif %}
    {{- ',' if not loop.last }}
    {%- endfor %}
from {{ refill.decisions_in_force(source.decisions_on) if source.decisions_on else source.relation }}
where {{ "decision in ('approve', 'correct') and " if source.decisions_on }}
    {%- for key in keys -%}
    nullif({{ refill.fold(refill.source_text(source, key, keys), cases.get(key)) }}, '') is not null
    {{- '\n    and ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# The text of a column in a source: of decisions a field of their json, elsewhere a column under its name there. #}
{% macro source_text(source, column, keys) -%}
    {%- if source.decisions_on -%}
        {{ return(refill.json_text('key' if column in keys else 'content', column)) }}
    {%- endif -%}
    {{ return(adapter.quote((source.columns or {}).get(column, column))) }}
{%- endmacro %}
