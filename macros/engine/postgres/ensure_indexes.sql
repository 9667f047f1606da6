{# Make the indexes of the YAML on a fact table, and so on each of its parts; drop those that the YAML has no longer. Their
   names say what they are of, and that refill has made them. #}
{% macro postgres__ensure_indexes(relation) -%}
    {%- set wanted = {} -%}
    {%- for columns in config.get('meta').get('indexes', []) -%}
        {%- do wanted.update({'refill_' ~ local_md5(relation.identifier ~ '\n' ~ columns | join('\n')): columns}) -%}
    {%- endfor -%}
    {%- set held = run_query(refill.postgres__made_indexes(relation)).columns[0].values() | list -%}
    {%- set left = held | reject('in', wanted.keys() | list) | list -%}
    {%- if left -%}
        {% do refill.postgres__lock_for_change([relation]) %}
    {%- endif -%}
    {%- for name in left -%}
        {% call statement('drop_index') -%}
            drop index {{ relation.incorporate(path={'identifier': name}) }}
        {%- endcall %}
    {%- endfor -%}
    {%- for name, columns in wanted.items() if name not in held -%}
        {% call statement('create_index') -%}
            create index {{ adapter.quote(name) }} on {{ relation }} ({{ refill.quoted(columns) }})
        {%- endcall %}
    {%- endfor -%}
    {%- if left -%}
        {% do refill.postgres__commit_change(relation) %}
    {%- endif -%}
{%- endmacro %}
