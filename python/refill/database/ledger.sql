-- refill's own tables as this version makes them. {ledger} is their schema. What differs in older versions, upgrades/ brings up.

create table if not exists {ledger}.version (version integer not null, functions text not null);

create table if not exists {ledger}.batches (
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
    landed_at timestamptz not null default now(),
    undone_at timestamptz
);
create index if not exists batches_by_content on {ledger}.batches (domain, sha256, sheet);

create table if not exists {ledger}.deliveries (
    domain text not null,
    file text not null,
    sheet text not null,
    sha256 text not null,
    primary key (domain, file, sheet)
);

create table if not exists {ledger}.loads (
    batch_id bigint primary key references {ledger}.batches,
    domain text not null,
    invocation_id text not null,
    loaded_at timestamptz not null default now()
);

create table if not exists {ledger}.staged (
    domain text not null,
    batch_id bigint not null references {ledger}.batches,
    primary key (domain, batch_id)
);

create table if not exists {ledger}.scopes (
    batch_id bigint not null references {ledger}.batches,
    domain text not null,
    scope text not null,
    rows bigint not null,
    superseded_by bigint references {ledger}.batches,
    primary key (batch_id, scope)
);
create index if not exists scopes_in_force on {ledger}.scopes (domain, scope) where superseded_by is null;

create table if not exists {ledger}.staged_scopes (
    batch_id bigint not null references {ledger}.batches,
    domain text not null,
    scope text not null,
    rows bigint not null,
    superseded_by bigint references {ledger}.batches,
    primary key (batch_id, scope)
);

create table if not exists {ledger}.changes (
    invocation_id text not null,
    relation text not null,
    change text not null,
    rows bigint not null,
    changed_at timestamptz not null default now()
);
create index if not exists changes_by_invocation on {ledger}.changes (invocation_id);

create table if not exists {ledger}.syncs (
    table_name text primary key,
    sha256 text not null,
    rows bigint not null,
    merged boolean not null default false,
    synced_at timestamptz not null default now()
);

create table if not exists {ledger}.runs (
    run_id text primary key,
    project_state text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    exit_code integer,
    built boolean,
    summary jsonb
);

create table if not exists {ledger}.audit (
    sequence bigint generated always as identity primary key,
    table_name text not null,
    key jsonb not null,
    operation text not null,
    before jsonb,
    after jsonb,
    actor text not null default session_user,
    invocation_id text,
    cause text,
    changed_at timestamptz not null default clock_timestamp()
);
create index if not exists audit_by_key on {ledger}.audit (table_name, key, sequence);
create index if not exists audit_by_table on {ledger}.audit (table_name, sequence);

create table if not exists {ledger}.snapshots (
    table_name text primary key,
    sequence bigint not null
);
