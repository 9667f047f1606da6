{# What the schemas beside the target's own are for: refill/config/schemas.py has the same. #}
{% macro schema_kinds() -%}
    {{ return(['raw', 'landing', 'ledger', 'staging', 'quarantine', 'partitions', 'seeds', 'snapshots', 'quality']) }}
{%- endmacro %}
