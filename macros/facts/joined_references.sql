{# Left joins from the facts to the reference table of each foreign key, under the key's name. #}
{% macro joined_references(foreign_keys, facts) -%}
    {%- for key in foreign_keys %}
left join {{ key.table }} as {{ adapter.quote(key.name) }}
    on {{ refill.same_key(adapter.quote(key.name), key['keys'], facts, key.columns) }}
    {%- endfor %}
{%- endmacro %}
