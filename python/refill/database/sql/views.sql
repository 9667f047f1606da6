-- The views that dbt makes.
-- {ledger} is the schema of refill's own tables; {quality} is the name of that of the quality models, as a text.

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
        where d.refclassid = 'pg_class'::regclass and d.classid = 'pg_rewrite'::regclass and d.refobjid = relation
            and view.relnamespace = to_regnamespace(format('%I', {quality}))
    loop
        execute format('drop view %s', reader);
    end loop;
end
$$;
