{# Let no other session load a table until the transaction ends. Return true if the table is not there yet. #}
{% macro postgres__lock_load(relation) -%}
    {% call statement('lock', fetch_result=true) -%}
        select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill load ' ~ relation) }}, 0));
        select to_regclass({{ refill.literal(relation) }}) is null
    {%- endcall %}
    {{ return(load_result('lock').table.rows[0][0]) }}
{%- endmacro %}
