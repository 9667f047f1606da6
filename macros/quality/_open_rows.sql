{# CTEs: the keys of each reference table that wait for a review, `open_<domain>_<reference>`. #}
{% macro _open_rows(references, number) -%}
    {%- for reference in references %}
open_{{ number }}_{{ loop.index }} as (
    select {{ refill.quoted(reference['keys']) }}
    from {{ reference.relation }}
    where _needs_review
),{{ '\n' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
