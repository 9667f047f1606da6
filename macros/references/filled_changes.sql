{# The authoritative rows that change, with the nulls that the facts fill (`fed`) filled. #}
{% macro filled_changes(keys, attributes, fed, appended, values) -%}
select
    {{ refill.filled_columns(keys, attributes, fed, appended, 'source_changes', values) }},
    source_changes._derived_from_domain,
    source_changes._derived_from_batch,
    source_changes._source,
    source_changes._needs_review,
    source_changes._derived_at,
    {{ refill.names_gained('source_changes', fed, values) | indent(4) }} as _derived_columns,
    source_changes._retired_at,
    source_changes._created_at,
    source_changes._updated_at,
    source_changes._conflicts,
    source_changes._change
from source_changes
left join {{ values }} on {{ refill.same_key(values, keys, 'source_changes', keys) }}
{%- endmacro %}
