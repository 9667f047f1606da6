{# The faults of a reference table, one line per rule and key: a key that is empty, doubled or not folded, a parent that
   does not exist, an authoritative row that could not be taken in.

   Parents: {'name', 'table', 'columns', 'keys'}. #}
{% test sound_reference(model, keys, parents=[], authoritative=none) -%}
with listed as (
    select
        'key is empty' as rule,
        {{ refill.key_text(keys, 'held.') }} as key,
        count(*) as found
    from {{ model }} as held
    where {{ refill.any_null(keys, 'held.') }}
    group by {{ refill.quoted(keys, 'held.') }}
    union all
    select
        'key is not unique' as rule,
        {{ refill.key_text(keys, 'held.') }} as key,
        count(*) as found
    from {{ model }} as held
    group by {{ refill.quoted(keys, 'held.') }}
    having count(*) > 1
    {%- for parent in parents %}
    union all
    select
        {{ refill.literal(parent.name ~ ': no such parent') }} as rule,
        {{ refill.key_text(parent.columns, 'held.') }} as key,
        count(*) as found
    from {{ model }} as held
    left join {{ parent.table or model }} as parent
        on {{ refill.same_key('parent', parent['keys'], 'held', parent.columns) }}
    where parent.{{ adapter.quote(parent['keys'][0]) }} is null
        {%- for column in parent.columns %}
        and held.{{ adapter.quote(column) }} is not null
        {%- endfor %}
    group by {{ refill.quoted(parent.columns, 'held.') }}
    {%- endfor %}
    {%- if authoritative is not none %}
    union all
    select
        'authoritative row not taken in: its parent does not exist' as rule,
        {{ refill.key_text(keys, 'given.') }} as key,
        1 as found
    from {{ authoritative }} as given
    left join {{ model }} as held
        on {{ refill.same_key('held', keys, 'given', keys) }}
    where held.{{ adapter.quote(keys[0]) }} is null or held._source <> 'authoritative'
    {%- endif %}
)

select *
from listed
order by {{ refill.by_code_point(['rule', 'key']) }}
{%- endtest %}
