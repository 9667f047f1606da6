{# The parents whose keys the facts may give a derived row: {'in_key': those in the table's key, 'of': {column: parent}}; none
   where there are no such parents. #}
{% macro derived_links(keys, candidates, parents) -%}
    {%- set in_key, of = [], {} -%}
    {%- for parent in parents if candidates -%}
        {%- if parent.columns | select('in', keys) | list -%}
            {%- do in_key.append(parent) -%}
        {%- elif not parent.columns | reject('in', refill.fed_columns(candidates)) | list -%}
            {%- for column in parent.columns -%}
                {%- do of.update({column: parent}) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return({'in_key': in_key, 'of': of} if in_key or of else none) }}
{%- endmacro %}
