{# The literal of the first of `names` whose expression is not null; of the last one where all before it are null. #}
{% macro name_of_first(expressions, names) -%}
    {%- if names | length == 1 -%}
        {{ return(refill.literal(names[0])) }}
    {%- endif -%}
    {%- set branches = [] -%}
    {%- for name in names[:-1] -%}
        {%- do branches.append('when ' ~ expressions[loop.index0] ~ ' is not null then ' ~ refill.literal(name)) -%}
    {%- endfor -%}
    {{ return('case ' ~ branches | join(' ') ~ ' else ' ~ refill.literal(names[-1]) ~ ' end') }}
{%- endmacro %}
