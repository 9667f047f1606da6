{# That a row of `staged_keys` is a key of these columns. An equality, for of containment PostgreSQL expects next to no rows. #}
{% macro is_key_of(columns) -%}
    {{ return(adapter.dispatch('is_key_of', 'refill')(columns)) }}
{%- endmacro %}

{% macro postgres__is_key_of(columns) -%}
    _columns = cast(array[{{ refill.literals(columns | sort(case_sensitive=true)) }}] as text[])
    {%- for column in columns %} and {{ adapter.quote(column) }} is not null{% endfor %}
{%- endmacro %}
