{# What keeps a row from loading, one `reason:column` per line; null where nothing does.

   type: the text is no value of the column's type. blank_key: a key is blank where the YAML refuses that.
   required: a required column is empty. null_key: a key is empty and its foreign key's on_null is quarantine.
   rejected_key: a steward has rejected the key. #}
{% macro row_problems(columns, foreign_keys, null_tokens) -%}
    {%- set problems = [] -%}
    {%- for column in columns -%}
        {%- set value = adapter.quote(column.name) -%}
        {%- set text = refill.text_behind(column, null_tokens) -%}
        {%- if column.type.kind != 'text' -%}
            {%- set kept = ' and not ' ~ refill.is_skipped(text, column.skip) if column.skip else '' -%}
            {%- do problems.append([value ~ ' is null and ' ~ text ~ ' is not null' ~ kept, refill.reason('type', column.name)]) -%}
        {%- endif -%}
        {%- if column.blank == 'refused' -%}
            {%- do problems.append([value ~ ' is null and ' ~ text ~ ' is null and ' ~ adapter.quote(column.name ~ ' given'), refill.reason('blank_key', column.name)]) -%}
        {%- endif -%}
        {%- if column.required -%}
            {%- do problems.append([value ~ ' is null' ~ (' and ' ~ text ~ ' is null' if text != value else ''), refill.reason('required', column.name)]) -%}
        {%- endif -%}
        {%- if column.null == 'refused' -%}
            {%- do problems.append([value ~ ' is null', refill.reason('null_key', column.name)]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for key in foreign_keys -%}
        {%- do problems.append([adapter.quote(key.name ~ ' rejected'), refill.reason('rejected_key', key.name)]) -%}
    {%- endfor -%}
    {%- if not problems -%}
        cast(null as text)
    {%- else -%}
nullif(concat_ws(e'\n'
    {%- for condition, problem in problems %},
    case when {{ condition }} then {{ problem }} end
    {%- endfor %}
), '')
    {%- endif -%}
{%- endmacro %}
