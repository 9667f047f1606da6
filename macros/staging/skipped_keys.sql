{# The texts of key columns that match a skip pattern, as a json object; null where there are none. Only a column that was
   looked up may have a value beside such a text. #}
{% macro skipped_keys(columns, null_tokens, lookups) -%}
    {%- set looked_up = lookups | map(attribute='column') | list -%}
    {%- set texts = {} -%}
    {%- set matches = [] -%}
    {%- for column in columns if column.skip -%}
        {%- set text = refill.text_behind(column, null_tokens) -%}
        {%- set is_null = '' if column.name in looked_up else adapter.quote(column.name) ~ ' is null\n    and ' -%}
        {%- set match = is_null ~ refill.is_skipped(text, column.skip) -%}
        {%- do matches.append(match) -%}
        {%- do texts.update({column.name: 'case when ' ~ match | indent(4) ~ '\n    then ' ~ text ~ ' end'}) -%}
    {%- endfor -%}
    {%- if not texts -%}
        {{ refill.no_json() }}
    {%- else -%}
case
    when {{ matches | join('\n    or ') | indent(4) }}
        then {{ refill.skipped_object(texts) | indent(8) }}
end
    {%- endif -%}
{%- endmacro %}
