{# What a gate looks at: per foreign key the keys that resolve nowhere, and the empty ones where `on_null` is fail. #}
{% macro gate_rules(foreign_keys) -%}
    {%- set rules = [] -%}
    {%- for key in foreign_keys -%}
        {%- if key.on_missing != 'quarantine' -%}
            {%- do rules.append({'name': key.name, 'key': refill.key_text(key.columns, 'facts.'), 'broken': refill.unresolved(key, 'facts')}) -%}
        {%- endif -%}
        {%- if key.on_null == 'fail' -%}
            {%- do rules.append({'name': key.name, 'key': refill.text_of(refill.literal('(no key)')), 'broken': refill.any_null(key.columns, 'facts.')}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(rules) }}
{%- endmacro %}
