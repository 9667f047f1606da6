{# A change of a table, for people. #}
{% macro postgres__migration_in_words(change) -%}
    column {{ change['name'] }}
    {%- if change['change'] == 'added' %} added ({{ change['wanted'] }})
    {%- elif change['change'] == 'widened' %} widened from {{ change['held'] }} to {{ change['wanted'] }}
    {%- else %} ({{ change['held'] }}) may be empty: the YAML has it no longer
    {%- endif -%}
{%- endmacro %}
