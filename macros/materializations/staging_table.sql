{# Staging: note the domain's pending batches for the run and stage their rows, in one transaction.

   The table is written whole and needs no intermediate names. A scope that a newer batch delivers too, or has delivered
   already, is superseded here: its rows are counted in the ledger and leave the staging. #}
{% materialization staging_table, default %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set meta = config.get('meta') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('join') -%}
        {{ refill.join_run() }}
    {%- endcall %}
    {% do refill.refuse_changed_scope(meta['domain'], meta.get('scope', [])) %}

    {% call statement('note_batches') -%}
        {{ refill.note_staged_batches(meta['domain'], meta['quarantine_inputs']) }}
    {%- endcall %}
    {% call statement('main') -%}
        {{ refill.write_staging(target_relation, sql) }}
    {%- endcall %}
    {% if meta.get('scope') %}
        {% call statement('supersede') -%}
            {{ refill.supersede_staged(target_relation, meta['domain'], meta['scope']) }}
        {%- endcall %}
    {% endif %}
    {% call statement('analyze') -%}
        {{ refill.analyze(target_relation, refill.joined_columns(meta)) }}
    {%- endcall %}
    {% if meta['foreign_keys'] %}
        {% call statement('keys') -%}
            {{ refill.stage_keys(target_relation, meta['domain'], meta['foreign_keys']) }}
        {%- endcall %}
    {% endif %}

    {% do persist_docs(target_relation, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
