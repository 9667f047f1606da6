{# The columns by which staged rows are joined and grouped. #}
{% macro joined_columns(meta) -%}
    {%- set columns = meta['foreign_keys'] | sum(attribute='columns', start=[]) + meta.get('scope', []) -%}
    {{ return(['_batch_id', '_row_number', '_problems'] + columns | unique | list) }}
{%- endmacro %}
