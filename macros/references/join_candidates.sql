{# Left joins from `candidates` to the CTEs of all of them, under the names c1, c2, … #}
{% macro join_candidates(candidates, keys) -%}
{%- for candidate in candidates %}
left join {{ refill.candidate_name(candidate) }} as c{{ loop.index }} on {{ refill.same_key('c' ~ loop.index, keys, 'candidates', keys) }}
{%- endfor %}
{%- endmacro %}
