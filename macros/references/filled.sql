{# What a value of `row` becomes: itself, or the facts' value where it is null; a list that no source owns grows. #}
{% macro filled(column, row, appended, values) -%}
    {%- set held = row ~ '.' ~ adapter.quote(column) -%}
    {%- set given = values ~ '.' ~ adapter.quote(column) -%}
    {%- if column in appended -%}
        case when {{ held }} is null or {{ refill.is_derived(column, row) }}
            then {{ refill.appended(held, given) | indent(8) }} else {{ held }} end
    {%- else -%}
        coalesce({{ held }}, {{ given }})
    {%- endif -%}
{%- endmacro %}

{# The keys and attributes of `row`, those that the facts fill (`fed`) filled. #}
{% macro filled_columns(keys, attributes, fed, appended, row, values) -%}
    {{ refill.quoted(keys, row ~ '.') }}
    {%- for column in attributes %},
    {% if column in fed %}{{ refill.filled(column, row, appended, values) | indent(4) }} as {{ adapter.quote(column) }}
    {%- else %}{{ row }}.{{ adapter.quote(column) }}
    {%- endif %}
    {%- endfor %}
{%- endmacro %}

{# The derived columns of `row`, with those that the facts fill. #}
{% macro names_gained(row, fed, values) -%}
    {%- set gained = [] -%}
    {%- for column in fed -%}
        {%- do gained.append([column, row ~ '.' ~ adapter.quote(column) ~ ' is null and ' ~ values ~ '.' ~ adapter.quote(column) ~ ' is not null']) -%}
    {%- endfor -%}
    {{ return(refill.names_added(row ~ '._derived_columns', refill.names_where(gained))) }}
{%- endmacro %}
