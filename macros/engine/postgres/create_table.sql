{# A managed table as its contract says, empty, without foreign keys. #}
{% macro postgres__create_table(relation) -%}
    create table {{ relation }} (
        {%- for column in model.columns.values() %}
        {{ refill.postgres__column_definition(column) }},
        {%- endfor %}
        {%- for constraint in model.constraints if constraint.type == 'primary_key' %}
        {{ refill.postgres__constraint_definition(constraint) }}
        {%- endfor %}
    )
    {%- if config.get('meta')['load'] == 'facts' %} partition by list (_part){% endif %}
{%- endmacro %}
