{# A view that keeps its grants and what reads it: it is replaced in place. Only where its columns change is it made anew;
   that fails where something else reads it. #}
{% materialization replaced_view, default %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('join') -%}
        {{ refill.join_run() }}
    {%- endcall %}
    {% call statement('main') -%}
        {{ refill.replace_view(target_relation, sql) }}
    {%- endcall %}
    {% do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(target_relation, full_refresh_mode=False)) %}
    {% do persist_docs(target_relation, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
