-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_runs(
    runs=source('ledger', 'runs'),
    sync_log=source('ledger', 'sync_log')
) }}
