{% macro postgres__conflict_list(pairs) -%}
{%- if pairs -%}
(
    select jsonb_agg(to_jsonb(found))
    from (
        {{ refill.postgres__conflicts(pairs) | indent(8) }}
    ) as found
)
{%- else -%}
{{ refill.no_json() }}
{%- endif -%}
{%- endmacro %}
