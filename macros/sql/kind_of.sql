{# The kind of a type {'kind', 'precision', 'scale'}, as the YAML says it: numeric with its size. #}
{% macro kind_of(type) -%}
    {{ return('numeric(' ~ type.precision ~ ',' ~ type.scale ~ ')' if type.kind == 'numeric' else type.kind) }}
{%- endmacro %}
