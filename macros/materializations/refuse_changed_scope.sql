{# Stops the staging of a domain whose loaded batches delivered scopes of other columns, or were appended without any: a
   correction would not find what it replaces. #}
{% macro refuse_changed_scope(domain, scope) -%}
    {%- for row in run_query(refill.loaded_scopes(domain)).rows if row[0].split('\n') | sort != scope | sort -%}
        {{ exceptions.raise_compiler_error(
            "load.scope of domain " ~ domain ~ " is " ~ scope | join(', ') ~ " now; its loaded batches were delivered by "
            ~ row[0].split('\n') | join(', ') ~ ". Put the scope back, or give the domain another name and deliver its files again."
        ) }}
    {%- endfor -%}
    {%- if scope and run_query(refill.appended_batches(domain)).rows | length -%}
        {{ exceptions.raise_compiler_error(
            "load.mode of domain " ~ domain ~ " is replace_scope now; its loaded batches were appended. "
            ~ "Put the mode back, or give the domain another name and deliver its files again."
        ) }}
    {%- endif -%}
{%- endmacro %}
