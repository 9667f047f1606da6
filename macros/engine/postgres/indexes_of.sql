{# The indexes of a part, as lists of columns: one for each foreign key of a shared part, so that a reference row is found in it
   by its key. Those of the YAML are the table's. #}
{% macro postgres__indexes_of(part) -%}
    {%- set wanted = [] -%}
    {%- set made = config.get('meta').get('indexes', []) -%}
    {%- for constraint in model.constraints if part.is_shared and constraint.type == 'foreign_key' -%}
        {%- if constraint.columns not in made + wanted -%}
            {%- do wanted.append(constraint.columns) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(wanted) }}
{%- endmacro %}
