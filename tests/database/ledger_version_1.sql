-- The ledger as version 1 made it, with one batch.
create table if not exists shop_ledger.version (version integer not null, functions text not null);

create table if not exists shop_ledger.batches (
    batch_id bigint generated always as identity primary key,
    domain text not null,
    file text not null,
    sheet text not null,
    period text,
    sha256 text not null,
    rows bigint not null,
    rejected bigint not null,
    skipped bigint not null,
    columns jsonb not null,
    unknown_columns jsonb not null,
    landed_at timestamptz not null default now()
);
create index if not exists batches_by_content on shop_ledger.batches (domain, sha256, sheet);

create table if not exists shop_ledger.loads (
    batch_id bigint primary key references shop_ledger.batches,
    domain text not null,
    invocation_id text not null,
    loaded_at timestamptz not null default now()
);

create table if not exists shop_ledger.staged (
    domain text not null,
    batch_id bigint not null references shop_ledger.batches,
    primary key (domain, batch_id)
);

create table if not exists shop_ledger.scopes (
    batch_id bigint not null references shop_ledger.batches,
    domain text not null,
    scope text not null,
    rows bigint not null,
    superseded_by bigint references shop_ledger.batches,
    primary key (batch_id, scope)
);
create index if not exists scopes_in_force on shop_ledger.scopes (domain, scope) where superseded_by is null;

create table if not exists shop_ledger.changes (
    invocation_id text not null,
    relation text not null,
    change text not null,
    rows bigint not null,
    changed_at timestamptz not null default now()
);
create index if not exists changes_by_invocation on shop_ledger.changes (invocation_id);

create table if not exists shop_ledger.syncs (
    table_name text primary key,
    sha256 text not null,
    rows bigint not null,
    merged boolean not null default false,
    synced_at timestamptz not null default now()
);

create table if not exists shop_ledger.runs (
    run_id text primary key,
    project_state text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    exit_code integer,
    built boolean,
    summary jsonb
);

insert into shop_ledger.version values (1, 'digest of the functions of then');
insert into shop_ledger.batches (domain, file, sheet, sha256, rows, rejected, skipped, columns, unknown_columns)
values ('sales', 'sales.csv', '', 'f00d', 1, 0, 0, '{}', '[]');
