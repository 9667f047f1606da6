{# The former name of `replaced_view`. #}
{% materialization lasting, default %}
    {{ return(refill.materialization_replaced_view_default()) }}
{% endmaterialization %}
