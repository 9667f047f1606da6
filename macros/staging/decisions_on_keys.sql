{# Left joins from the looked-up rows to the decisions in force on the key of each foreign key: `into <column> of <name>` is the
   column's value under the key that this one was merged into, `<name> rejected` is true where nothing may load with it. #}
{% macro decisions_on_keys(columns, foreign_keys) -%}
{%- set types = {} -%}
{%- for column in columns -%}
    {%- do types.update({column.name: column.type}) -%}
{%- endfor -%}
{%- for key in foreign_keys %}
{%- set decision_on_key = adapter.quote('decision on ' ~ key.name) %}
left join (
    select
        {%- for column in key.columns %}
        {{ refill.json_value('key', key['keys'][loop.index0], types[column]) }} as {{ adapter.quote(column ~ ' of ' ~ key.name) }},
        {{ refill.json_value('target', key['keys'][loop.index0], types[column]) }} as {{ adapter.quote('into ' ~ column ~ ' of ' ~ key.name) }},
        {%- endfor %}
        decision = 'reject' as {{ adapter.quote(key.name ~ ' rejected') }}
    from {{ refill.decisions_in_force(key.table) }}
    where decision in ('reject', 'merge')
) as {{ decision_on_key }}
    on {% for column in key.columns -%}
    {{ decision_on_key }}.{{ adapter.quote(column ~ ' of ' ~ key.name) }} = looked_up.{{ adapter.quote(column) }}{{ ' and ' if not loop.last }}
    {%- endfor %}
{%- endfor %}
{%- endmacro %}
