-- What each file brought when landing last looked at it.
create table {ledger}.deliveries (
    domain text not null,
    file text not null,
    sheet text not null,
    sha256 text not null,
    primary key (domain, file, sheet)
);
