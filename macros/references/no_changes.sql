{# No row, in the shape of a reference table's changes: for a table that has neither a source nor facts that feed it. #}
{% macro no_changes(keys, attributes) -%}
select *, {{ refill.no_json() }} as _conflicts, 'inserted' as _change from {{ this }} where false
{%- endmacro %}
