"""The database schemas, named after the schema of the dbt target as dbt itself names custom schemas."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Schemas:
    """`target` holds dimensions and facts; the others carry it as a prefix."""

    target: str

    @property
    def raw(self) -> str:
        return f"{self.target}_raw"

    @property
    def landing(self) -> str:
        return f"{self.target}_landing"

    @property
    def ledger(self) -> str:
        return f"{self.target}_ledger"

    @property
    def staging(self) -> str:
        return f"{self.target}_staging"

    @property
    def quarantine(self) -> str:
        return f"{self.target}_quarantine"

    @property
    def partitions(self) -> str:
        return f"{self.target}_partitions"

    @property
    def seeds(self) -> str:
        return f"{self.target}_seeds"

    @property
    def snapshots(self) -> str:
        return f"{self.target}_snapshots"

    @property
    def quality(self) -> str:
        return f"{self.target}_quality"

    @property
    def all(self) -> tuple[str, ...]:
        """Those that must be there before dbt runs; it makes the others."""
        return (
            self.target,
            self.raw,
            self.landing,
            self.ledger,
            self.staging,
            self.quarantine,
            self.partitions,
            self.seeds,
            self.quality,
        )
