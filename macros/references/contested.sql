{# The keys for which the candidates, or the rows of one, say different things: `_conflicts` lists what each says. #}
{% macro contested(keys, attributes, candidates) -%}
{%- set pairs = refill._said_otherwise(attributes, candidates) -%}
select
    {{ refill.quoted(keys, 'said.') }},
    {{ refill.conflict_list(pairs) | indent(4) }} as _conflicts
from said_by_facts as said
{%- for candidate in candidates if pairs %}
left join {{ adapter.quote('from ' ~ candidate.name) }} on {{ refill.same_key(adapter.quote('from ' ~ candidate.name), keys, 'said', keys) }}
{%- endfor %}
{%- endmacro %}

{# What is kept of each column, and what later candidates, or other rows, say of it. #}
{% macro _said_otherwise(attributes, candidates) -%}
    {%- set pairs = [] -%}
    {%- for attribute in attributes -%}
        {%- set saying, names, others = [], [], [] -%}
        {%- for candidate in candidates -%}
            {%- set row = adapter.quote('from ' ~ candidate.name) -%}
            {%- for column in candidate.columns if column.target == attribute and column.take != 'json_append' -%}
                {%- do others.append([row ~ '.' ~ adapter.quote(attribute), candidate.name]) if saying -%}
                {%- do others.append([row ~ '.' ~ adapter.quote('other ' ~ attribute), candidate.name]) if column.take in ('first', 'last') -%}
                {%- do saying.append(row ~ '.' ~ adapter.quote(attribute)) -%}
                {%- do names.append(candidate.name) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for other, name in others -%}
            {%- do pairs.append([attribute, 'said.' ~ adapter.quote(attribute), refill.first_with_value(saying, names), other, refill.literal(name)]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(pairs) }}
{%- endmacro %}
