{# A looked-up column, or its value under the key that its own was merged into. A text that is too long for the indexes that would
   hold it is null, and a problem of its row. Indexed: as `indexed_texts` returns them. #}
{% macro decided_column(column, foreign_keys, indexed) -%}
    {%- set name = adapter.quote(column.name) -%}
    {%- set values = [] -%}
    {%- for key in foreign_keys if column.name in key.columns -%}
        {%- do values.append(adapter.quote('into ' ~ column.name ~ ' of ' ~ key.name)) -%}
    {%- endfor -%}
    {%- set fits = [] -%}
    {%- for text in indexed if column.name in text.columns -%}
        {%- do fits.append(refill.byte_length(text.text) ~ ' <= 2000') -%}
    {%- endfor -%}
    {%- set own = 'case when ' ~ fits | unique | join(' and ') ~ ' then ' ~ name ~ ' end' if fits else name -%}
    {%- if values -%}
        coalesce({{ values | join(', ') }}, {{ own }}) as {{ name }}
    {%- elif fits -%}
        {{ own }} as {{ name }}
    {%- else -%}
        {{ name }}
    {%- endif -%}
{%- endmacro %}
