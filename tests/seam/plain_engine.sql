{# An engine of names only: what PostgreSQL or another engine would say is `engine_<macro>(…)` with the SQL that it is given, so
   that the rest of a compiled query is what refill itself says. The names are those of macros/engine/dispatch/ that queries
   call; those of statements need none. #}

{# ---- hooks of seeds and snapshots, which dbt renders with their queries ---- #}

{% macro default__join_run() -%} select 1 {%- endmacro %}
{% macro default__note_snapshot(table) -%} select 1 {%- endmacro %}

{# ---- reading ---- #}

{% macro default__pending_rows(domain, raw, columns) -%}
select _batch_id, _row_number, {{ refill.quoted(columns) }} from {{ raw }} as raw
{%- endmacro %}

{% macro default__delivered_rows(raw, columns, rows) -%}
select raw._batch_id, raw._row_number, raw._file, raw._sheet, engine_json({{ refill.quoted(columns) }}) as _raw
from {{ raw }} as raw
inner join {{ rows }} as wanted on wanted._batch_id = raw._batch_id and wanted._row_number = raw._row_number
{%- endmacro %}

{% macro default__decisions_in_force(table) -%} engine_decisions_in_force {%- endmacro %}
{% macro default__is_key_of(columns) -%} engine_is_key_of({{ refill.quoted(columns) }}) {%- endmacro %}
{% macro default__evaluated_once() -%}{%- endmacro %}

{# ---- values ---- #}

{% macro default__sql_type(kind) -%} {{ return('engine_' ~ kind.split('(')[0]) }} {%- endmacro %}
{% macro default__now() -%} engine_now() {%- endmacro %}
{% macro default__literal(value) -%} {{ return("'" ~ value | string | replace("'", "''") ~ "'") }} {%- endmacro %}
{% macro default__lines(texts) -%} engine_lines({{ texts | join(', ') }}) {%- endmacro %}
{% macro default__byte_length(text) -%} {{ return('engine_byte_length(' ~ text ~ ')') }} {%- endmacro %}
{% macro default__scope_key(columns, prefix) -%} engine_scope_key({{ refill.quoted(columns, prefix) }}) {%- endmacro %}
{% macro default__readable_scope(scope, row) -%} engine_readable_scope({{ row }}._problems) {%- endmacro %}
{% macro default__by_code_point(columns) -%} {{ columns | join(', ') }} {%- endmacro %}
{% macro default__column_value(text, column, null_tokens) -%} {{ return('engine_column_value(' ~ text ~ ')') }} {%- endmacro %}
{% macro default__authoritative_value(text, column) -%} {{ return('engine_authoritative_value(' ~ text ~ ')') }} {%- endmacro %}
{% macro default__given_text(text, column, null_tokens) -%} {{ return('engine_given_text(' ~ text ~ ')') }} {%- endmacro %}
{% macro default__is_skipped(text, globs) -%} {{ return('engine_is_skipped(' ~ text ~ ')') }} {%- endmacro %}
{% macro default__sort_text(value, kind, descending) -%}
    {{ return({'text': 'engine_sort_text(' ~ value ~ ')', 'width': 20}) }}
{%- endmacro %}
{% macro default__read_in_place() -%} {{ return('') }} {%- endmacro %}

{# ---- aggregations, conflicts ---- #}

{% macro default__aggregate_mode(column) -%} {{ return({'value': 'engine_mode(' ~ refill.sortable_fact(column) ~ ')'}) }} {%- endmacro %}
{% macro default__aggregate_concat_distinct(column) -%}
    {{ return({'value': 'engine_concat_distinct(' ~ refill.fact_text(column.source) ~ ')', 'kind': 'text'}) }}
{%- endmacro %}
{% macro default__aggregate_json_append(column) -%}
    {{ return({'value': 'engine_json_append(' ~ refill.row_text(column.template) ~ ')', 'kind': 'json'}) }}
{%- endmacro %}
{% macro default__conflict_list(origins, cells) -%} engine_conflict_list({{ cells | sum(start=[]) | join(', ') }}) {%- endmacro %}
{% macro default__both_conflicts(some, more) -%} engine_both_conflicts({{ some }}, {{ more }}) {%- endmacro %}
{% macro default__values_of_facts(cells) -%}
left join engine_values_of_facts as of_facts on engine_same({{ cells | sum(start=[]) | join(', ') }})
{%- endmacro %}

{# ---- json and lists ---- #}

{% macro default__json_text(object, field) -%} engine_json_text({{ object }}) {%- endmacro %}
{% macro default__json_field(object, name) -%} engine_json_field({{ object }}, {{ name }}) {%- endmacro %}
{% macro default__json_sum(document, list, field) -%} engine_json_sum({{ document }}) {%- endmacro %}
{% macro default__json_failed(document, list) -%} engine_json_failed({{ document }}) {%- endmacro %}
{% macro default__skipped_object(texts) -%} engine_skipped_object({{ texts.values() | join(', ') }}) {%- endmacro %}
{% macro default__appended(array, more) -%} engine_appended({{ array }}, {{ more }}) {%- endmacro %}
{% macro default__names_where(conditions) -%} engine_names({{ conditions | map(attribute=1) | join(', ') }}) {%- endmacro %}
{% macro default__no_names() -%} {{ return('engine_no_names()') }} {%- endmacro %}
{% macro default__is_listed(name, names) -%} engine_is_listed({{ name }}, {{ names }}) {%- endmacro %}
{% macro default__names_added(names, more) -%} engine_names_added({{ names }}, {{ more }}) {%- endmacro %}
{% macro default__is_derived(column, row) -%} engine_is_derived({{ row }}.{{ adapter.quote(column) }}) {%- endmacro %}
{% macro default__has_derived(row) -%} engine_has_derived({{ row }}._derived_columns) {%- endmacro %}

{# ---- days ---- #}

{% macro default__day_of(moment, timezone) -%} engine_day_of({{ moment }}) {%- endmacro %}
{% macro default__each_day(first, last) -%} engine_each_day({{ first }}, {{ last }}) {%- endmacro %}
{% macro default__seconds_between(first, last) -%} engine_seconds_between({{ first }}, {{ last }}) {%- endmacro %}
