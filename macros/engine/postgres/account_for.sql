{# Stop the load where a row of a batch has found no place: what was delivered must be in the fact, in quarantine or
   superseded. That is so when a fact is run without its staging and its quarantine, or on a part of its rows. #}
{% macro postgres__account_for(relation, domain, batches) -%}
    {%- for batch in batches -%}
        {%- set account = run_query(refill.postgres__rows_by_place(relation, domain, batch)).rows[0] -%}
        {%- if account[0] != account[1] + account[2] + account[3] -%}
            {{ exceptions.raise_compiler_error(
                "Batch " ~ batch ~ " of " ~ domain ~ ": " ~ account[0] ~ " rows were delivered, but " ~ account[1]
                ~ " are for the fact, " ~ account[2] ~ " in quarantine and " ~ account[3]
                ~ " superseded. Nothing was loaded. " ~ (
                    "Its raw rows were dropped, as `retain` says: it cannot load again. Deliver its file anew." if account[4]
                    else "Run `dbt build`, or select the fact with all it needs: +" ~ model.name
                )
            ) }}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
