-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
select * from {{ ref('stg_stock') }}
