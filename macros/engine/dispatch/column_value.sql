{# A text as the value of its column: null where it is a null token, one to skip, or none of the column's type. The one way in
   which models read a text; python/refill/database/values.py is its twin.

   Column: {'type': {'kind', …}, 'key': compared with others after folding, 'case', 'skip': [globs]}. #}
{% macro column_value(text, column, null_tokens=[]) -%}
    {{ return(adapter.dispatch('column_value', 'refill')(text, column, null_tokens)) }}
{%- endmacro %}
