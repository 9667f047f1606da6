"""The fact files as they arrive: folders by month and version, and the clutter beside them.

    data/202411/收集数据/数据采集/V1/【for年金机构经营分析】24年11月年金规模收入数据 1209.xlsx

The second month arrives twice: its V2 corrects V1. The third arrives as V1, V2 and V10 at once, of which V10 counts.
Beside the file lie a temporary file, a reply and an e-mail, which are no data.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from examples.company.fact_files import write_csv, write_workbook
from examples.company.facts import SHEETS
from examples.company.reference_files import write_references
from examples.company.universe import Sample
from refill.errors import UsageError

Format = Literal["xlsx", "csv"]
FOLDER = "收集数据/数据采集"


@dataclass(frozen=True)
class Delivery:
    """The files of one day. `corrected` is a second, corrected file for a month that arrived before."""

    month: str
    versions: tuple[str, ...]
    corrected: bool = False


def deliveries(sample: Sample) -> tuple[Delivery, ...]:
    """Return deliveries in order of arrival: the correction of the second month precedes the third month."""
    if sample.plain:
        return tuple(Delivery(month, ("V1",)) for month in sample.months)
    made: list[Delivery] = []
    for number, month in enumerate(sample.months):
        made.append(Delivery(month, ("V1", "V2", "V10") if number == 2 else ("V1",)))
        if number == 1:
            made.append(Delivery(month, ("V2",), corrected=True))
    return tuple(made)


def arrive(out: Path, sample: Sample, month: str, corrected: bool = False, form: Format = "xlsx") -> list[Path]:
    """Write one delivery below `out`/data and return its fact files, the one that counts last.

    Raise UsageError where there is no such delivery.
    """
    for delivery in deliveries(sample):
        if (delivery.month, delivery.corrected) == (month, corrected):
            return _write(out / "data", sample, delivery, form)
    known = ", ".join(d.month + (" (corrected)" if d.corrected else "") for d in deliveries(sample))
    raise UsageError(f"No delivery of {month}{' (corrected)' if corrected else ''}. There are: {known}.")


def write_sample(
    out: Path,
    months: list[str],
    rows: tuple[int, int] = (3_000, 1_100),
    seed: int = 7,
    new_keys: float = 0.05,
    form: Format = "xlsx",
) -> Sample:
    """Write everything at once: the authoritative files, and every delivery of `months` (YYYYMM), below `out`."""
    sample = Sample(tuple(months), rows, seed, new_keys)
    write_references(out, sample)
    for delivery in deliveries(sample):
        arrive(out, sample, delivery.month, delivery.corrected, form)
    return sample


def _write(data: Path, sample: Sample, delivery: Delivery, form: Format) -> list[Path]:
    written: list[Path] = []
    for version in delivery.versions:
        folder = data / delivery.month / FOLDER / version
        folder.mkdir(parents=True, exist_ok=True)
        draft = version != delivery.versions[-1]
        stem = _stem(delivery)
        if form == "csv":
            for sheet in SHEETS:
                path = folder / f"{stem}_{sheet}.csv"
                write_csv(path, sample, delivery.month, sheet, delivery.corrected, draft)
                written.append(path)
        else:
            write_workbook(folder / f"{stem}.xlsx", sample, delivery.month, delivery.corrected, draft)
            written.append(folder / f"{stem}.xlsx")
        if not sample.plain:
            _write_clutter(folder, stem, delivery.month)
    return written


def _stem(delivery: Delivery) -> str:
    """Return a name that says when it was sent: on the 9th of the next month, a correction on the 16th."""
    year, month = int(delivery.month[:4]), int(delivery.month[4:])
    sent = datetime.date(year + month // 12, month % 12 + 1, 16 if delivery.corrected else 9)
    return f"【for年金机构经营分析】{year % 100:02}年{month:02}月年金规模收入数据 {sent:%m%d}"


def _write_clutter(folder: Path, stem: str, month: str) -> None:
    """Write files that must be ignored: Excel's lock file, a reply that is no workbook, and their e-mail."""
    (folder / f"~${stem}.xlsx").write_bytes(b"\x06sample" + b" " * 158)
    (folder / f"{stem}-回复.xlsx").write_bytes(b"This reply is no workbook.\n")
    mail = f"From: sender@example.com\nTo: receiver@example.com\nSubject: {month}\n\nThe file is attached.\n"
    (folder / f"{stem}.eml").write_text(mail, encoding="utf-8", newline="\n")
