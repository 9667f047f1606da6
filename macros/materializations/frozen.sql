{# The former name of `staging_table`. #}
{% materialization frozen, default %}
    {{ return(refill.materialization_staging_table_default()) }}
{% endmaterialization %}
