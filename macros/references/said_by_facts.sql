{# The keys that any candidate names, each once. #}
{% macro named_keys(keys, candidates) -%}
{%- for candidate in candidates -%}
select {{ refill.quoted(keys) }} from {{ adapter.quote('from ' ~ candidate.name) }}
{%- if not loop.last %}
union
{% endif -%}
{%- endfor -%}
{%- endmacro %}

{# What all candidates together say, one row per key: each attribute from the first candidate that has a value.

   `_domain` and `_batch_id` are those of the first candidate that may insert; null where none of them has the key. #}
{% macro said_by_facts(keys, attributes, candidates) -%}
select
    {{ refill.quoted(keys, 'named.') }},
    {%- for column in attributes %}
    {%- set values = [] %}
    {%- for candidate in candidates if column in candidate.columns | map(attribute='target') %}
    {%- do values.append(adapter.quote('from ' ~ candidate.name) ~ '.' ~ adapter.quote(column)) %}
    {%- endfor %}
    {%- if values %}
    coalesce({{ values | join(', ') }}) as {{ adapter.quote(column) }},
    {%- endif %}
    {%- endfor %}
    case
    {%- for candidate in candidates if 'insert_missing' in candidate.modes %}
        when {{ adapter.quote('from ' ~ candidate.name) }}._batch_id is not null then {{ refill.literal(candidate.domain) }}
    {%- else %}
        when false then ''
    {%- endfor %}
    end as _domain,
    coalesce(
    {%- for candidate in candidates if 'insert_missing' in candidate.modes %}
        {{ adapter.quote('from ' ~ candidate.name) }}._batch_id,
    {%- endfor %}
        {{ refill.null_of('integer') }}
    ) as _batch_id
from named
{%- for candidate in candidates %}
left join {{ adapter.quote('from ' ~ candidate.name) }} on {{ refill.same_key(adapter.quote('from ' ~ candidate.name), keys, 'named', keys) }}
{%- endfor %}
{%- endmacro %}
