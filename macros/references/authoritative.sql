{# The authoritative rows of a landing model, as a query in the one that reads them. Of an ephemeral model dbt makes a CTE, and
   takes the whole query apart to find its place: for a long one that costs more than all the rest. While dbt parses, this is
   the model itself, so that the lineage has it. #}
{% macro authoritative(name) -%}
    {%- if not execute -%}
        {{ return(ref(name)) }}
    {%- endif -%}
    {{ return('(\n    ' ~ refill.authoritative_rows(refill.authoritative_sources(name)) | indent(4) ~ '\n)') }}
{%- endmacro %}
