"""The origin of each value of a row: a source, the facts, a decision, or a person's hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg2 import sql
from psycopg2.extras import Json

from refill.config.models import Domain, ForeignKey, ReferenceTable
from refill.database.values import column_text
from refill.database.warehouse import Warehouse
from refill.explain.batches import dropped_note, landed_before, staged_by
from refill.explain.fact_rows import DerivedValue, FactRows, FeedingKey, Place
from refill.explain.life import Content, Decision, Entry, derived
from refill.generate.candidates import describe

# The state of a batch; a row of a loaded one is superseded where neither fact nor quarantine holds it.
STANDS = """
select b.batch_id, b.file, b.sheet, case when b.undone_at is not null then 'undone'
    when p.batch_id is not null then 'pending' else 'superseded' end
from {batches} as b left join {pending_batches} as p using (batch_id)
where b.batch_id = any(%s)
"""
LAST_SYNC = """
select max(started_at) from {sync_log}
where table_name = %s and source = %s and status = 'synced' and started_at <= %s
"""
Answer = tuple[dict[str, FactRows], str | None]
BROUGHT_BACK = ("undone", "reopened")


@dataclass(frozen=True)
class Row:
    """A row of a delivered file. `stands`: loaded, in quarantine, superseded, undone or pending."""

    batch_id: int
    file: str
    sheet: str
    row: int
    stands: str
    part: str | None = None


@dataclass(frozen=True)
class Cell:
    """One value and its origin: empty, source, facts, decision, by hand, or log (older than the log).

    `since` is the entry of the audit log from which on it is so. For a source: its type and name, and when it was last
    read before that. For facts: the foreign key, its rule in words, the first of the rows that hold the value, and how
    many there are; none where no raw row holds it any more. `note`: the parts that could not be looked up, and why.
    """

    column: str
    value: Any
    origin: str
    since: Entry | None
    source: str | None = None
    name: str | None = None
    read_at: datetime | None = None
    domain: str | None = None
    foreign_key: str | None = None
    rule: str | None = None
    rows: int = 0
    first: tuple[Row, ...] = ()
    note: str | None = None


@dataclass
class Provenance:
    """The cells of one row, as the entries of the audit log up to a moment leave them."""

    warehouse: Warehouse
    table: ReferenceTable
    key: Content
    life: Sequence[Entry]
    decisions: Sequence[Decision]
    _answers: dict[tuple[int, str, str], Answer] = field(default_factory=dict)

    def cells(self, content: Content) -> list[Cell]:
        """Return every column of the YAML, in its order."""
        return [self._cell(name, content) for name in self.table.columns]

    def _cell(self, name: str, content: Content) -> Cell:
        value = content.get(name)
        since = self._since(name)
        if value is None:
            return Cell(name, None, "empty", since)
        if since is None:
            return Cell(name, value, "log", None)
        if since.decision is not None and name in since.changes:
            return Cell(name, value, "decision", since)
        if since.by_hand:
            return Cell(name, value, "by hand", since)
        if since.invocation_id is None and since.what != "undone":
            return Cell(name, value, "log", since)
        born = next((entry for entry in reversed(self.life) if entry.before is None), since)
        names_key = name in self.table.keys and (born.after or {}).get("_source") == "auto_derived"
        if name in {*derived(since.after), *derived(content)} or names_key:
            return self._from_facts(name, value, since, content)
        return self._from_source(name, value, since)

    def _since(self, name: str) -> Entry | None:
        """Return the entry that wrote the value; where it was brought back, or approved, the one before that."""
        giving = [e for e in reversed(self.life) if e.gave(name) and (e.decision is None or name in e.changes)]
        if not giving or giving[0].what not in BROUGHT_BACK:
            return giving[0] if giving else None
        value = (giving[0].after or {}).get(name)
        earlier = (e for e in giving if e.what not in BROUGHT_BACK and (e.after or {}).get(name) == value)
        return next(earlier, giving[0])

    # ---- sources ----

    def _from_source(self, name: str, value: Any, since: Entry) -> Cell:
        """Return the first of the table's sources that has a value, as its landing table holds it."""
        sources, given = self.table.sources, self.table.given
        if not sources:
            return Cell(name, value, "log", since, note="the YAML names no source any more")
        source = given[0] if len(sources) == len(given) == 1 else next((s for s in given if self._says(s, name)), None)
        if source is None and any(one.decision in ("approve", "correct") for one in self.decisions):
            return Cell(name, value, "decision", since)
        if source is None:
            return Cell(name, value, "source", since, note="no source has a value there today")
        read = self.warehouse.value(LAST_SYNC, [self.table.name, source.name or "", since.at])
        return Cell(name, value, "source", since, source=source.type, name=source.name or source.label, read_at=read)

    def _says(self, source: Any, name: str) -> bool:
        """Return True if a source has a value in a column of this row."""
        theirs = {ours: name for name, ours in source.columns.items()} if source.dbt_seed else {}
        place = (
            (self.warehouse.schemas.seeds, source.dbt_seed)
            if source.dbt_seed
            else (self.warehouse.schemas.landing, self.table.landing(source))
        )
        if not self.warehouse.may_read(place):
            return False
        ledger = self.warehouse.schemas.ledger
        same = []
        for key in self.table.keys:
            text = sql.SQL("cast({} as text)").format(sql.Identifier(theirs.get(key, key)))
            held = column_text(self.table, key).value(ledger, text)
            same.append(sql.SQL("to_jsonb({}) = {}").format(held, sql.Literal(Json(self.key[key]))))
        statement = sql.SQL("select exists (select 1 from {} where {} and cast({} as text) <> '')").format(
            sql.Identifier(*place), sql.SQL(" and ").join(same), sql.Identifier(theirs.get(name, name))
        )
        return bool(self.warehouse.value(statement))

    # ---- facts ----

    def _from_facts(self, name: str, value: Any, since: Entry, content: Content) -> Cell:
        """Return the first foreign key, by priority, with a row that holds the value."""
        unreadable: list[str] = []
        dropped: list[str] = []
        for domain, key in self._feeding():
            column = next((c for c in key.attributes if c.target == name), None)
            if name not in self.table.keys and column is None:
                continue
            if name in self.table.keys and domain.name != content.get("_derived_from_domain"):
                continue
            if not self.warehouse.may_read(self.warehouse.raw(domain)):
                unreadable.append(domain.name)
                continue
            answer, gone = self._asked(domain, key, since, content)
            dropped += [gone] if gone and gone not in dropped else []
            found = answer.get(name)
            if found is None:
                continue
            rule = describe(domain, key, column) if column else f"From {domain.name} ({key.name}): the key."
            return Cell(
                column=name,
                value=value,
                origin="facts",
                since=since,
                domain=domain.name,
                foreign_key=key.name,
                rule=rule.partition(": ")[2].rstrip("."),
                rows=found.total,
                first=tuple(self._rows(domain, found.places)),
                note="; ".join(dropped) or None,
            )
        note = "no raw row of the batches of that time gives this value by the YAML's rules of today"
        if unreadable:
            note = f"the raw tables are not yours to read: {', '.join(unreadable)}"
        return Cell(name, value, "facts", since, note="; ".join(dropped) or note)

    def _feeding(self) -> Iterator[tuple[Domain, ForeignKey]]:
        """Return the foreign keys that derive, first the one whose values win."""
        for domain, key in self.warehouse.config.feeding(self.table.name):
            if key.on_missing == "register" or "fill_null_only" in key.mode:
                yield domain, key

    def _asked(self, domain: Domain, key: ForeignKey, since: Entry, content: Content) -> Answer:
        """Return the facts' values for all derived cells, and which of the asked batches have no raw rows any more.

        Send one query for each foreign key and entry.
        """
        place = (since.sequence, domain.name, key.name)
        if place not in self._answers:
            rules = {column.target: column for column in key.attributes}
            values = [
                DerivedValue(name, content.get(name), rules.get(name))
                for name in self.table.columns
                if (name in self.table.keys or (name in rules and name in {*derived(since.after), *derived(content)}))
                and self._since(name) == since
            ]
            feeding = FeedingKey(self.warehouse, self.table, domain, key)
            staged = staged_by(self.warehouse, domain, since)
            found = feeding.rows_of(self.key, staged, values)
            gone = dropped_note(self.warehouse, staged)
            if not found and not gone:  # facts that were loaded before: the YAML has gained the foreign key since
                landed = landed_before(self.warehouse, domain, since)
                found = feeding.rows_of(self.key, landed, values) if landed != staged else found
                gone = dropped_note(self.warehouse, landed)
            self._answers[place] = found, gone
        return self._answers[place]

    def _rows(self, domain: Domain, places: Sequence[Place]) -> Iterator[Row]:
        found = self.warehouse.rows(STANDS, [[place.batch_id for place in places]])
        batches = {batch: (file, sheet, stands) for batch, file, sheet, stands in found}
        for place in places:
            file, sheet, stands = batches[place.batch_id]
            if stands == "superseded" and self._holds(self.warehouse.fact(domain), place):
                stands = "loaded"
            elif self._holds(self.warehouse.quarantine(domain), place):
                stands = "in quarantine"
            yield Row(place.batch_id, file, sheet, place.row, stands, place.part)

    def _holds(self, relation: tuple[str, str], place: Place) -> bool:
        if not self.warehouse.may_read(relation):
            return False
        statement = "select 1 from {table} where _batch_id = %s and _row_number = %s"
        return bool(self.warehouse.rows(statement, [place.batch_id, place.row], table=relation))
