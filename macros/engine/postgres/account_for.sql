{# Stop the load where a row of a batch has found no place: what was delivered must be in the fact, in quarantine or
   superseded. That is so when a fact is run without its staging and its quarantine, or on a part of its rows. #}
{% macro postgres__account_for(relation, domain) -%}
    {%- set accounts = run_query(refill.postgres__rows_by_place(relation, domain)).rows -%}
    {%- for account in accounts if account['delivered'] != account['loaded'] + account['held'] + account['superseded'] -%}
        {{ exceptions.raise_compiler_error(
            "Batch " ~ account['batch_id'] ~ " of " ~ domain ~ ": " ~ account['delivered'] ~ " rows were delivered, but "
            ~ account['loaded'] ~ " are for the fact, " ~ account['held'] ~ " in quarantine and " ~ account['superseded']
            ~ " superseded. Nothing was loaded. " ~ (
                "Its raw rows were dropped, as `retain` says: it cannot load again. Deliver its file anew." if account['is_dropped']
                else "Run `dbt build`, or select the fact with all it needs: +" ~ model.name
            )
        ) }}
    {%- endfor -%}
    {%- set loaded = accounts | sum(attribute='loaded') -%}
    {%- if loaded -%}
        {% call statement('loaded') -%}
            {{ refill.postgres__record_change(relation, "'loaded'", loaded) }}
        {%- endcall %}
    {%- endif -%}
{%- endmacro %}
