{# Let no one else write the tables that foreign keys point at, while keys are added: readers go on. In one order, so that two
   facts that load at one time wait for each other, and do not lock each other out. #}
{% macro postgres__lock_references() -%}
    {%- set tables = model.constraints | selectattr('type', 'equalto', 'foreign_key') | map(attribute='to') | select | unique | sort -%}
    {%- if tables -%}
        {% call statement('lock_references') -%}
            lock table {{ tables | join(', ') }} in share row exclusive mode
        {%- endcall %}
    {%- endif -%}
{%- endmacro %}
