{# Per run and foreign key: how many distinct keys the staged facts had, how many of them came from a source, were derived, now
   or before, or are in no table. `is_latest` marks the newest row of each foreign key. #}
{% macro quality_coverage(coverage) -%}
select
    run_id,
    noted_at,
    domain,
    foreign_key,
    table_name,
    keys,
    authoritative,
    derived,
    inserted,
    keys - authoritative - derived - inserted as missing,
    blank_rows,
    skipped_rows,
    round(cast(authoritative as {{ refill.sql_type('numeric') }}) / nullif(keys, 0), 4) as authoritative_share,
    round(cast(derived + inserted as {{ refill.sql_type('numeric') }}) / nullif(keys, 0), 4) as derived_share,
    row_number() over (partition by domain, foreign_key order by noted_at desc, run_id desc) = 1 as is_latest
from {{ coverage }}
{%- endmacro %}
