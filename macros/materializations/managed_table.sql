{# A table that is made once, with its types, keys and foreign keys from the contract, and never dropped or emptied.

   The model's SELECT yields rows that are new or changed; `meta.load` says how they get in: reference, quarantine or facts.
   `{{ this }}` is always there, so models need no is_incremental(), and --full-refresh changes nothing. #}
{% materialization managed_table, default %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('join') -%}
        {{ refill.join_run() }}
    {%- endcall %}

    {%- set is_new = refill.ensure_table(target_relation) %}
    {% do refill.keep_audit(target_relation) %}
    {% do refill.drop_foreign_keys(target_relation) %}
    {% do refill.load_rows(target_relation, sql) %}
    {% do refill.add_foreign_keys(target_relation, is_new) %}

    {% do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(target_relation, full_refresh_mode=False)) %}
    {% do persist_docs(target_relation, model) %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
