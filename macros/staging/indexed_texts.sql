{# The texts of a staged row that an index holds together: those of each foreign key, and of the scope. A list of {'text': an
   expression, 'columns'}. An entry of an index is some 2,700 bytes at most. #}
{% macro indexed_texts(columns) -%}
    {%- set texts = columns | selectattr('type.kind', 'equalto', 'text') | map(attribute='name') | list -%}
    {%- set keys = config.get('meta')['foreign_keys'] | map(attribute='columns') | list -%}
    {%- set found = [] -%}
    {%- for names in keys + [config.get('meta').get('scope') or []] -%}
        {%- set held = names | select('in', texts) | list -%}
        {%- set text = refill.quoted(held) if held | length == 1 else 'concat(' ~ refill.quoted(held) ~ ')' -%}
        {%- if held and text not in found | map(attribute='text') -%}
            {%- do found.append({'text': text, 'columns': held}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
