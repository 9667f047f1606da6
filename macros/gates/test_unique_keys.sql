{# The folded keys that an authoritative source has more than once. `refill sync` lets none in; a seed may have some. #}
{% test unique_keys(model, keys) -%}
with listed as (
    select
        'key is not unique' as rule,
        {{ refill.key_text(keys) }} as key,
        count(*) as found
    from {{ model }}
    group by {{ refill.quoted(keys) }}
    having count(*) > 1
)

select *
from listed
order by {{ refill.by_code_point(['rule', 'key']) }}
{%- endtest %}
