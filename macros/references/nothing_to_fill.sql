{# True if a row of `held` has a value in each column that candidates fill, now and after its source has spoken. A list that no
   source owns may always grow. #}
{% macro nothing_to_fill(filling, keys, authoritative) -%}
{%- set fed = refill.fed_columns(filling) -%}
{%- set appended = refill.fed_columns(filling, 'json_append') -%}
{%- set full, left_null = [], [] -%}
{%- for column in fed -%}
    {%- if column in appended -%}
        {%- do full.append('not ' ~ refill.is_derived(column, 'held')) -%}
    {%- endif -%}
    {%- do full.append('held.' ~ adapter.quote(column) ~ ' is not null') -%}
    {%- do left_null.append('source_rows.' ~ adapter.quote(column) ~ ' is null and not ' ~ refill.is_derived(column, 'held')) -%}
{%- endfor -%}
{{ full | join('\n    and ') }}
{%- if authoritative %}
    and not exists (
        select 1
        from source_rows
        where {{ refill.same_key('source_rows', keys, 'held', keys) }} and (
            {{ left_null | join('\n            or ') }}
        )
    )
{%- endif %}
{%- endmacro %}
