{# An equality: of containment PostgreSQL expects next to no rows. #}
{% macro postgres__is_key_of(columns) -%}
    _columns = cast(array[{{ refill.literals(columns | sort(case_sensitive=true)) }}] as text[])
    {%- for column in columns %} and {{ adapter.quote(column) }} is not null{% endfor %}
{%- endmacro %}
