{# The aggregate that makes a json list of conflicts, from expressions. #}
{% macro conflict_objects(kept, kept_from, other, other_from) -%}
    {%- set values = ["'column_name', column_name, 'kept', " ~ kept ~ ", 'other', " ~ other, "'kept_from', " ~ kept_from ~ ", 'other_from', " ~ other_from] -%}
    {%- set fields = refill.wrapped(values) -%}
    {{ return('jsonb_agg(jsonb_build_object(' ~ ('\n    ' ~ fields | indent(4) ~ '\n' if '\n' in fields else fields) ~ '))') }}
{%- endmacro %}
