{# Lock tables before something is changed: against everyone, or, where `is_read`, against writers. `seconds` bounds the wait
   for others. #}
{% macro postgres__lock_for_change(tables, is_read=false, seconds=20) -%}
    {% call statement('lock_for_change') -%}
        select {{ refill.postgres__ledger_function('lock_for_change') }}(
            cast(array[{{ refill.literals(tables | map('string') | list) }}] as regclass[]), {{ seconds }}, {{ is_read }}
        )
    {%- endcall %}
{%- endmacro %}
