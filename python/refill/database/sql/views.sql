-- The views that dbt makes. {ledger} is the schema of refill's own tables.

-- Make a view, or replace what it says; one whose columns change otherwise than by new ones at the end is made anew.
create or replace function {ledger}.replace_view(relation text, definition text) returns void language plpgsql as $$
begin
    execute format('create or replace view %s as %s', relation, definition);
exception
    when invalid_table_definition then
        execute format('drop view %s', relation);
        execute format('create view %s as %s', relation, definition);
end
$$;

-- Drop the quality views that read a table, so that its columns can change; the next full build makes them again.
create or replace function {ledger}.drop_quality_views(relation regclass) returns void language plpgsql as $$
declare
    reader regclass;
begin
    for reader in
        select distinct cast(rule.ev_class as regclass)
        from pg_depend as d
        join pg_rewrite as rule on rule.oid = d.objid
        join pg_class as view on view.oid = rule.ev_class
        join pg_class as read on read.oid = d.refobjid
        join pg_namespace as place on place.oid = read.relnamespace
        where d.refclassid = 'pg_class'::regclass and d.classid = 'pg_rewrite'::regclass and d.refobjid = relation
            and view.relnamespace = to_regnamespace(format('%I', place.nspname || '_quality'))
    loop
        execute format('drop view %s', reader);
    end loop;
end
$$;
