{# The keys that the facts of any candidate name, less those that stewards have rejected or merged into others, less those that
   the table holds with nothing to fill, less those that come from an authoritative source. Set operations: an anti-join per fact
   row can become a loop over all pairs. #}
{% macro candidate_keys(candidates, keys, columns, authoritative) -%}
{%- set filling = refill.filling(candidates) -%}
{%- set quoted = [] -%}
{%- for key in keys -%}
    {%- do quoted.append(adapter.quote(key)) -%}
{%- endfor -%}
{%- for candidate in candidates -%}
{%- set named = [] -%}
{%- for column in candidate['keys'] -%}
    {%- do named.append(refill.named(adapter.quote(column), keys[loop.index0])) -%}
{%- endfor -%}
{{ refill.select_list(named) }}
from {{ refill.staged_keys(candidate.domain) }}
where {{ refill.is_key_of(candidate['keys']) }}
{{ 'union\n' if not loop.last }}
{%- endfor -%}
except
{{ refill.refused_keys(this.identifier, keys, columns) }}
except
{{ refill.select_list(quoted) }}
from held
{%- if filling | sum(attribute='columns', start=[]) %}
where {{ refill.nothing_to_fill(filling, keys, authoritative) }}
{%- elif authoritative %}
except
{{ refill.select_list(quoted) }}
from source_rows
{%- endif %}
{%- endmacro %}
