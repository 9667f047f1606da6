"""The database schemas, named after the schema of the dbt target."""

from dataclasses import dataclass

from refill.config.schemas import KINDS, schema_name


@dataclass(frozen=True)
class Schemas:
    """`target` holds dimensions and facts; the others carry it as a prefix."""

    target: str

    @property
    def raw(self) -> str:
        return schema_name(self.target, "raw")

    @property
    def landing(self) -> str:
        return schema_name(self.target, "landing")

    @property
    def ledger(self) -> str:
        return schema_name(self.target, "ledger")

    @property
    def staging(self) -> str:
        return schema_name(self.target, "staging")

    @property
    def quarantine(self) -> str:
        return schema_name(self.target, "quarantine")

    @property
    def partitions(self) -> str:
        return schema_name(self.target, "partitions")

    @property
    def seeds(self) -> str:
        return schema_name(self.target, "seeds")

    @property
    def snapshots(self) -> str:
        return schema_name(self.target, "snapshots")

    @property
    def quality(self) -> str:
        return schema_name(self.target, "quality")

    @property
    def by_kind(self) -> dict[str, str]:
        """The target's own schema as `target`, and the others by their purpose."""
        return {"target": self.target, **{kind: schema_name(self.target, kind) for kind in KINDS}}

    @property
    def all(self) -> tuple[str, ...]:
        """The schemas that must be there before dbt runs; it makes that of the snapshots."""
        return tuple(name for kind, name in self.by_kind.items() if kind != "snapshots")
