{# The text of a template for one row; null where every column that it names is null. #}
{% macro row_text(template) -%}
    {%- set parts, named = [], [] -%}
    {%- for piece in refill.template_pieces(template) -%}
        {%- if piece.column -%}
            {%- do parts.append(refill.fact_text(piece.column)) -%}
            {%- do named.append('facts.' ~ adapter.quote(piece.column) ~ ' is not null') -%}
        {%- else -%}
            {%- do parts.append(refill.literal(piece.text)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not named -%}
        {{ return('cast(' ~ refill.literal(template) ~ ' as ' ~ refill.sql_type('text') ~ ')') }}
    {%- endif -%}
    {{ return('case when ' ~ named | join(' or ') ~ ' then concat(' ~ parts | join(', ') ~ ') end') }}
{%- endmacro %}
