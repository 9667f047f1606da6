{# The rows of one source: keys folded, texts typed. Rows without a key are left out.

   A value that is none of its type stops the run: `refill sync` lets none in, a seed may have one. #}
{% macro rows_of_source(source, authoritative) -%}
{%- set keys, cases = authoritative['keys'], authoritative.cases or {} -%}
{%- set columns = dict(authoritative.columns, _derived={'kind': 'json'}) if source.decisions_on else authoritative.columns -%}
select
    {%- for column, type in columns.items() %}
    {%- set text = refill.source_text(source, column, keys) %}
    {%- set described = {'type': type, 'key': column in keys or column in cases, 'case': cases.get(column)} %}
    {{ refill.authoritative_value(text, described) | indent(4) }} as {{ adapter.quote(column) }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ refill.decisions_in_force(source.decisions_on) if source.decisions_on else source.relation }}
where {{ "decision in ('approve', 'correct')\n    and " if source.decisions_on }}
    {%- for key in keys -%}
    {{ refill.given_text(refill.source_text(source, key, keys), {'key': true, 'case': cases.get(key)}) }} is not null
    {{- '\n    and ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
