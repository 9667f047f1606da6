{# What later sources say of a row other than the sources before them, as a list of conflicts; null for most rows.

   `rows`: the sources in the query. #}
{% macro source_conflicts(authoritative, rows) -%}
    {%- set origins, cells, given = [], [], [] -%}
    {%- for source in authoritative.sources -%}
        {%- do origins.append([source.name, false]) -%}
        {%- do given.append(rows[loop.index0] ~ '.' ~ adapter.quote(authoritative['keys'][0]) ~ ' is not null') -%}
    {%- endfor -%}
    {%- for column, type in authoritative.columns.items() if column not in authoritative['keys'] -%}
        {%- set cell = [refill.literal(column)] -%}
        {%- for value in refill.in_each(rows, column) -%}
            {%- do cell.append(refill.as_text(value, type.kind)) -%}
        {%- endfor -%}
        {%- do cells.append(cell) -%}
    {%- endfor -%}
    {%- if not cells or not origins[1:] -%}
        {{ return(refill.no_json()) }}
    {%- endif -%}
    {%- set list = refill.conflict_list(origins, cells) -%}
    {{ return('case when ' ~ given | join(' and ') ~ ' then ' ~ list ~ ' end' if rows | length == 2 else list) }}
{%- endmacro %}
