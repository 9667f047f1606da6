"""The assets: the sources' rows, the files that have landed, and everything that dbt makes of them."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets

from refill.config.models import Config
from refill.errors import Refused
from refill_dagster.program import Program

MANIFEST = Path("target") / "manifest.json"


def dbt_manifest(program: Program) -> Mapping[str, Any]:
    """Return dbt's knowledge of the project. Raise Refused where dbt has not parsed it yet."""
    path = program.project.root / MANIFEST
    if not path.exists():
        raise Refused(f"{path} is missing. Run `refill generate`, then `dbt parse`, in {program.project.root}.")
    manifest: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def dbt_resource(program: Program) -> DbtCliResource:
    """Return dbt as the assets call it."""
    return DbtCliResource(
        project_dir=str(program.project.root), target=program.target, dbt_executable=program.path("dbt")
    )


def synced(program: Program, config: Config) -> dg.AssetsDefinition:
    """Return an asset per landing table, brought by `refill sync`; a single one where dbt's seeds are all the sources.

    A source that is not due, or fails, keeps its last good rows, and its asset is not materialized. Where one fails the
    step fails, with the reasons.
    """
    places = {
        (table.name, source.name or ""): dg.AssetKey(["landing", table.landing(source)])
        for table in config.tables.values()
        for source in table.synced
    }

    @dg.multi_asset(name="refill_sync", specs=_specs(places.values(), "landing", "What the source last said."))
    def sync() -> Iterator[dg.MaterializeResult]:
        document, ok = program.refill("sync")
        failed = [one["reason"] for one in document["tables"] if one["status"] in ("refused", "unavailable")]
        for one in document["tables"]:
            if one["status"] in ("synced", "unchanged"):
                key = places[one["table"], one["name"]]
                yield dg.MaterializeResult(key, metadata={what: one[what] for what in ("status", "rows")})
        if not ok:
            raise dg.Failure(" ".join(failed), allow_retries=False)

    return sync


def landed(program: Program, config: Config) -> dg.AssetsDefinition:
    """Return an asset per raw table, brought by `refill land`. A refused file is a warning, and stops no other."""
    domains = {name: dg.AssetKey(["raw", name]) for name in config.domains}

    @dg.multi_asset(name="refill_land", specs=_specs(domains.values(), "raw", "The files as they arrived."))
    def land(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        document, _ = program.refill("land")
        for file in document["files"]:
            if file["status"] == "refused":
                context.log.warning(f"{file['path']}: {file['reason']}")
        for name, key in domains.items():
            statuses = [file["status"] for file in document["files"] if file["domain"] == name]
            yield dg.MaterializeResult(
                key, metadata={status: statuses.count(status) for status in sorted(set(statuses))}
            )

    return land


class _Translator(DagsterDbtTranslator):
    """Groups the assets by the folders of the generated models."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        match dbt_resource_props["resource_type"], dbt_resource_props["fqn"]:
            case "model", [_, "generated", folder, _]:
                return str(folder)
            case "seed" | "snapshot" as kind, _:
                return f"{kind}s"
        return super().get_group_name(dbt_resource_props)  # type: ignore[no-any-return]  # Dagster's types are unknown


def built(program: Program, manifest: Mapping[str, Any]) -> dg.AssetsDefinition:
    """Return the models, seeds and snapshots of the manifest, by one `dbt build` with its gates."""

    @dbt_assets(manifest=manifest, name="dbt_build", dagster_dbt_translator=_Translator())
    def build(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
        if context.is_subset:
            raise dg.Failure(
                "A part of the models would load past its gates. Run the job `facts`, which builds all of them.",
                allow_retries=False,
            )
        os.environ["PWD"] = program.project.pwd  # dbt's process gets this one's environment
        yield from dbt.cli(["build"], context=context, target_path=program.project.root / "target").stream()

    return build


def check_op(program: Program) -> dg.OpDefinition:
    """Merge the sources' rows into the reference tables, and judge these. Fail with the rules that do not hold."""

    @dg.op(name="refill_check", description="What the sources brought, merged and checked before facts rest on it.")
    def check(context: dg.OpExecutionContext) -> None:
        for command in (["run", "--references-only", "--no-sync"], ["sync", "--check"]):
            document, ok = program.refill(*command)
            failed = [gate for gate in document["gates"] if not gate["ok"]]
            for gate in failed:
                context.log.error(f"{gate['name']}: {gate['failing_count']} keys: {'; '.join(gate['failing_keys'])}")
            if not ok:
                names = ", ".join(gate["name"] for gate in failed)
                raise dg.Failure(f"refill {' '.join(command)} failed: {names or 'see logs/'}.", allow_retries=False)

    return check


def _specs(keys: Iterable[dg.AssetKey], source: str, description: str) -> list[dg.AssetSpec]:
    """Return the assets of a dbt source, by the keys of dagster-dbt, or a single one of its name."""
    found = list(keys) or [dg.AssetKey(source)]
    return [dg.AssetSpec(key, description=description, group_name=source, skippable=True) for key in found]
