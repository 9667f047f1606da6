{# Staging: freezes the domain's pending batches for the run and stages their rows, in one transaction.

   The table is written whole, unlogged, and needs no intermediate names. A scope that a newer batch delivers too, or has
   delivered already, is superseded here: its rows are counted in the ledger and leave the staging. #}
{% materialization frozen, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set meta = config.get('meta') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('join') -%}
        {{ refill.join_run() }}
    {%- endcall %}
    {% do refill.refuse_changed_scope(meta['domain'], meta.get('scope', [])) %}

    {% call statement('freeze') -%}
        {{ refill.freeze_pending(meta['domain'], meta['quarantine_inputs']) }}
    {%- endcall %}
    {% call statement('main') -%}
        drop table if exists {{ target_relation }} cascade;
        create unlogged table {{ target_relation }} as
        {{ sql }}
    {%- endcall %}
    {% if meta.get('scope') %}
        {% call statement('supersede') -%}
            {{ refill.supersede_staged(target_relation, meta['domain'], meta['scope']) }}
        {%- endcall %}
    {% endif %}
    {% call statement('analyze') -%}
        analyze {{ target_relation }} ({{ refill.quoted(refill.joined_columns(meta)) }})
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

{# The columns by which staged rows are joined and grouped. #}
{% macro joined_columns(meta) -%}
    {{ return(['_batch_id', '_row_number', '_problems'] + (meta['foreign_keys'] | sum(attribute='columns', start=[]) + meta.get('scope', [])) | unique | list) }}
{%- endmacro %}
