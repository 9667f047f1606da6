-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_coverage(
    coverage=source('ledger', 'coverage')
) }}
