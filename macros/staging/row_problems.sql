{# The reasons that keep a row from loading, one `reason:column` per line; null where there are none.

   type: the text is no value of the column's type. blank_key: a key is blank where the YAML refuses that.
   required: a required column is empty. null_key: a key is empty and its foreign key's on_null is quarantine.
   rejected_key: a steward has rejected the key. long_key: the texts of a key, or of a scope, are too long for an index. #}
{% macro row_problems(columns, foreign_keys, indexed, null_tokens) -%}
    {%- set problems = [] -%}
    {%- for column in columns -%}
        {%- set empty = adapter.quote(column.name) ~ ' is null' -%}
        {%- set text = refill.text_behind(column, null_tokens) -%}
        {%- if column.type.kind != 'text' -%}
            {%- set kept = ' and not ' ~ refill.is_skipped(text, column.skip) if column.skip else '' -%}
            {%- do problems.append([empty ~ ' and ' ~ text ~ ' is not null' ~ kept, refill.reason('type', column.name)]) -%}
        {%- endif -%}
        {%- if column.blank == 'refused' -%}
            {%- if column.in_row -%}
                {%- set given = refill.field_of(adapter.quote('raw row'), column.name) ~ ' is not null' -%}
            {%- else -%}
                {%- set given = adapter.quote(column.name ~ ' given') -%}
            {%- endif -%}
            {%- do problems.append([empty ~ ' and ' ~ text ~ ' is null and ' ~ given, refill.reason('blank_key', column.name)]) -%}
        {%- endif -%}
        {%- if column.required -%}
            {%- set blank = '' if text == adapter.quote(column.name) else ' and ' ~ text ~ ' is null' -%}
            {%- do problems.append([empty ~ blank, refill.reason('required', column.name)]) -%}
        {%- endif -%}
        {%- if column.null == 'refused' -%}
            {%- do problems.append([empty, refill.reason('null_key', column.name)]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for text in indexed -%}
        {%- do problems.append([refill.byte_length(text.text) ~ ' > 2000', refill.reason('long_key', text.columns[0])]) -%}
    {%- endfor -%}
    {%- for key in foreign_keys -%}
        {%- do problems.append([adapter.quote(key.name ~ ' rejected'), refill.reason('rejected_key', key.name)]) -%}
    {%- endfor -%}
    {%- set texts = [] -%}
    {%- for condition, reason in problems -%}
        {%- set parts = ['case when ' ~ condition, 'then ' ~ reason ~ ' end'] -%}
        {%- do texts.append(parts | join(' ' if parts | join | length < 130 else '\n    ')) -%}
    {%- endfor -%}
    {{ refill.lines(texts) if texts else refill.null_of('text') }}
{%- endmacro %}
