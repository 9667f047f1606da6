{# The former name of `managed_table`. #}
{% materialization permanent, default %}
    {{ return(refill.materialization_managed_table_default()) }}
{% endmaterialization %}
