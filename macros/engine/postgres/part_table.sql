{# The partition of a fact table that is a part of it. #}
{% macro postgres__part_table(relation, part) -%}
    {{ return(refill.relation_in('partitions', relation.identifier ~ '_p' ~ part)) }}
{%- endmacro %}
