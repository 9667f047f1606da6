{# A WITH clause: `ctes` are lists of a name, a query and, where it has one, a hint how to evaluate it. #}
{% macro with_ctes(ctes, recursive=false) -%}
with {{ 'recursive ' if recursive }}
{%- for cte in ctes -%}
{{ cte[0] }} as {{ cte[2] ~ ' ' if cte[2] }}(
    {{ cte[1] | indent(4) }}
){{ ',' if not loop.last }}

{% endfor -%}
{%- endmacro %}
