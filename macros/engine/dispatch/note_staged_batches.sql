{# Statements that write down which batches of a domain are pending now: landed, and not loaded yet; and by which state of
   the reference tables `quarantine_inputs` the rows of this run are set aside. #}
{% macro note_staged_batches(domain, quarantine_inputs) -%}
    {{ return(adapter.dispatch('note_staged_batches', 'refill')(domain, quarantine_inputs)) }}
{%- endmacro %}
