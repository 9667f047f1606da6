{# A month is the date of its first day. #}
{% macro postgres__sql_type(kind) -%}
    {%- set types = {
        'text': 'text', 'integer': 'bigint', 'numeric': 'numeric', 'boolean': 'boolean', 'date': 'date', 'month': 'date',
        'timestamp': 'timestamp', 'moment': 'timestamp with time zone', 'json': 'jsonb', 'names': 'text[]',
    } -%}
    {%- if kind not in types and not modules.re.fullmatch('numeric\\(\\d+, ?\\d+\\)', kind) -%}
        {{ exceptions.raise_compiler_error("kind: `" ~ kind ~ "`; use one of: numeric(p,s), " ~ types | join(', ')) }}
    {%- endif -%}
    {{ return(types.get(kind, kind)) }}
{%- endmacro %}
