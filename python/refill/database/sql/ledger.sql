-- refill's own tables as this version makes them; upgrades/ brings older versions up. {ledger} is their schema.
-- `version.functions` has a digest of each other file of this folder that has been executed, by its name.

create table if not exists {ledger}.version (version integer not null, functions jsonb not null);

-- The parts of a domain's raw table and of its facts. `is_shared`: it takes further batches, until it has enough rows.
create table if not exists {ledger}.parts (
    part bigint generated always as identity primary key,
    domain text not null,
    is_shared boolean not null,
    rows bigint not null
);
create index if not exists parts_by_domain on {ledger}.parts (domain, part);

create table if not exists {ledger}.batches (
    batch_id bigint generated always as identity primary key,
    domain text not null,
    part bigint not null references {ledger}.parts,
    file text not null,
    sheet text not null,
    period text,
    sha256 text not null,
    rows bigint not null,
    rejected bigint not null,
    skipped bigint not null,
    columns jsonb not null,
    unknown_columns jsonb not null,
    encoding text,
    landed_at timestamptz not null default now(),
    undone_at timestamptz
);
create index if not exists batches_by_content on {ledger}.batches (domain, sha256, sheet);
create index if not exists batches_by_file on {ledger}.batches (domain, file, sheet);
create index if not exists batches_by_part on {ledger}.batches (part);

create table if not exists {ledger}.deliveries (
    domain text not null,
    file text not null,
    sheet text not null,
    sha256 text not null,
    state text,
    primary key (domain, file, sheet)
);

create table if not exists {ledger}.loads (
    batch_id bigint primary key references {ledger}.batches,
    domain text not null,
    invocation_id text not null,
    loaded_at timestamptz not null default now()
);

create table if not exists {ledger}.dropped (
    batch_id bigint primary key references {ledger}.batches,
    domain text not null,
    policy text not null,
    run_id text,
    dropped_at timestamptz not null default now()
);

create table if not exists {ledger}.merged_rows (
    decision bigint not null,
    domain text not null,
    batch_id bigint not null references {ledger}.dropped,
    row_number bigint not null,
    primary key (decision, domain, batch_id, row_number)
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
create index if not exists scopes_taken on {ledger}.scopes (superseded_by) where superseded_by is not null;

create table if not exists {ledger}.staged_scopes (
    batch_id bigint not null references {ledger}.batches,
    domain text not null,
    scope text not null,
    rows bigint not null,
    superseded_by bigint references {ledger}.batches,
    primary key (batch_id, scope)
);

create table if not exists {ledger}.quarantine_inputs (
    domain text primary key,
    invocation_id text not null,
    inputs text not null,
    is_settled boolean not null default false
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
    table_name text not null,
    source text not null default '',
    sha256 text,
    rows bigint not null,
    high_water text,
    reading text,
    accepted_retirements bigint not null default 0,
    types jsonb not null default '{}',
    merged boolean not null default false,
    synced_at timestamptz not null default now(),
    primary key (table_name, source)
);

create table if not exists {ledger}.sync_log (
    sequence bigint generated always as identity primary key,
    run_id text,
    table_name text not null,
    source text not null,
    status text not null,
    rows bigint not null,
    seconds numeric(12, 3) not null,
    reason text,
    started_at timestamptz not null
);
create index if not exists sync_log_by_table on {ledger}.sync_log (table_name, source, started_at);

create table if not exists {ledger}.conflicts (
    sequence bigint generated always as identity primary key,
    table_name text not null,
    key jsonb not null,
    column_name text not null,
    kept text not null,
    kept_from text not null,
    other text not null,
    other_from text not null,
    invocation_id text not null,
    noted_at timestamptz not null default clock_timestamp()
);
create unique index if not exists conflicts_once on {ledger}.conflicts (
    table_name, key, column_name, kept_from, other_from, md5(kept || e'\n' || other)
);

create table if not exists {ledger}.decisions (
    sequence bigint generated always as identity primary key,
    table_name text not null,
    key jsonb not null,
    decision text not null check (decision in ('approve', 'correct', 'reject', 'merge', 'reopen')),
    content jsonb,
    target jsonb,
    note text,
    decided_by text not null,
    actor text not null default session_user,
    decided_at timestamptz not null default clock_timestamp()
);
create index if not exists decisions_by_key on {ledger}.decisions (table_name, key, sequence);

-- The reference tables as the YAML describes them: columns, keys, parents and children among them, and the facts that refer to
-- them. refill/database/described.py writes it.
create table if not exists {ledger}.reference_tables (table_name text primary key, described jsonb not null);

create table if not exists {ledger}.coverage (
    run_id text not null,
    domain text not null,
    foreign_key text not null,
    table_name text not null,
    keys bigint not null,
    authoritative bigint not null,
    derived bigint not null,
    inserted bigint not null,
    blank_rows bigint not null,
    skipped_rows bigint not null,
    noted_at timestamptz not null default clock_timestamp(),
    primary key (run_id, domain, foreign_key)
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
