"""Run every benchmark, print its line, and write build/bench.json.

``python -m tests.benchmarks [--rounds N] [NAME...]`` runs some of them: imports, undo, frame, chart, table,
start, rota.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests import factories
from tests.benchmarks import files, rotas, screens
from tests.benchmarks.report import ROOT, Report, pair, process_seconds

MILLION, HUNDRED_THOUSAND = 1_000_000, 100_000


def imports(report: Report, folder: Path, rounds: int) -> None:
    book, text = folder / "dump.xlsx", folder / "dump.csv"
    files.write_xlsx(book, HUNDRED_THOUSAND)
    files.write_csv(text, HUNDRED_THOUSAND)

    def ours(path: Path) -> float:
        workspace = folder / "import.secondway"
        for stale in folder.glob("import.secondway*"):
            stale.unlink()
        return process_seconds("desktop_app", "import", path, "--workspace", workspace, "--json")

    ratio, mine, bare = pair(
        lambda: ours(book), lambda: process_seconds("tests.benchmarks.bare", "read_xlsx", book), rounds
    )
    report.at_most(
        "import 100,000 x 20 xlsx, file to committed, ratio",
        ratio,
        2.5,
        f"fastexcel alone, {bare:.2f} s to {mine:.2f} s",
    )
    database = folder / "bare.sqlite"
    pandas = process_seconds("tests.benchmarks.bare", "pandas_xlsx", book, database)
    report.at_least("import xlsx, times faster", pandas / mine, 6, f"pandas + openpyxl + to_sql, {pandas:.1f} s")
    ratio, mine, bare = pair(
        lambda: ours(text), lambda: process_seconds("tests.benchmarks.bare", "polars_csv", text, database), rounds
    )
    report.at_most(
        "import 100,000 x 20 csv, ratio",
        ratio,
        4,
        f"polars.read_csv + sqlite3 executemany, {bare:.2f} s to {mine:.2f} s",
    )


def frame(report: Report, folder: Path, rounds: int) -> None:
    for size in (HUNDRED_THOUSAND, MILLION):
        path = workspace(folder, size)

        def inner(module: str, path: Path = path) -> float:
            done = subprocess.run(
                [sys.executable, "-m", module, "fetch" if module.endswith("bare") else "frame", str(path)],
                cwd=ROOT, capture_output=True, text=True, timeout=900, check=True,
            )  # fmt: skip
            return float(done.stdout.split()[0])

        ratio, mine, bare = pair(
            lambda i=inner: i("tests.benchmarks.ours"), lambda i=inner: i("tests.benchmarks.bare"), rounds
        )
        report.at_most(
            f"frame of {size:,} incidents, ratio", ratio, 1.5, f"bare sqlite3 fetch, {bare:.2f} s to {mine:.2f} s"
        )


def undo(report: Report, folder: Path, rounds: int) -> None:
    from desktop_app.services.history import HistoryService

    times = []
    for turn in range(rounds):
        held = factories.workspace_with(folder / f"undo{turn}.secondway", 60_000)
        times.append(screens.seconds(HistoryService(held).undo))
        held.close()
    report.at_most("undo of a 60,000-row import, seconds", statistics.median(times), 1, "absolute, informs")


def start(report: Report, folder: Path, rounds: int) -> None:
    path = workspace(folder, HUNDRED_THOUSAND)
    ratio, mine, bare = pair(
        lambda: process_seconds("tests.benchmarks.ours", "window", path),
        lambda: process_seconds("tests.benchmarks.bare", "window"),
        rounds,
    )
    report.at_most(
        "start to usable window, 100,000 incidents, ratio",
        ratio,
        3,
        f"bare PySide6 window, {bare:.2f} s to {mine:.2f} s",
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.ours", "memory", str(workspace(folder, MILLION))],
        cwd=ROOT, capture_output=True, text=True, timeout=900, check=True,
    )  # fmt: skip
    report.at_most(
        "load peak of the application, 1,000,000 incidents, MB", float(done.stdout.split()[-1]), 900, "absolute"
    )


def chart(report: Report, folder: Path, rounds: int) -> None:
    screens.chart(report, workspace(folder, HUNDRED_THOUSAND), 50, 4)
    screens.chart(report, workspace(folder, MILLION), 250, 2)


def table(report: Report, folder: Path, rounds: int) -> None:
    screens.table(report, workspace(folder, HUNDRED_THOUSAND))
    screens.table(report, workspace(folder, MILLION))


def rota(report: Report, folder: Path, rounds: int) -> None:
    rotas.rota(report)


def workspace(folder: Path, size: int) -> Path:
    """A workspace of ``size`` generated incidents, made once per run."""
    path = folder / f"made{size}.secondway"
    if not path.exists():
        factories.workspace_with(path, size).close()
    return path


ALL: dict[str, Callable[[Report, Path, int], None]] = {
    "imports": imports, "undo": undo, "frame": frame, "chart": chart, "table": table, "start": start,
    "rota": rota,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*ALL, []])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.name or ALL:
            ALL[name](report, Path(folder), options.rounds)
    report.write(ROOT / "build" / "bench.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
