{# Lock a table against everyone before it is changed, together with the tables that a foreign key at hand points at; `seconds`
   bounds the wait for those that read it. #}
{% macro postgres__lock_for_change(relation, others=[], seconds=20) -%}
    {% call statement('lock_for_change') -%}
        select {{ refill.postgres__ledger_function('lock_for_change') }}(
            cast(array[{{ refill.literals([relation | string] + others) }}] as regclass[]), {{ seconds }}
        )
    {%- endcall %}
{%- endmacro %}
