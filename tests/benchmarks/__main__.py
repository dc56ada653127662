"""Run every benchmark, print its line, and write build/bench.json.

``python -m tests.benchmarks [--rounds N] [--folder PATH] [NAME...]`` runs some of them: imports, large, undo, edits,
search, frame, chart, table, start, memory, growth, figures, rota. A folder keeps the generated workspaces for the next
run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests import factories
from tests.benchmarks import editing, files, growth, large, numbers, rotas, screens, starting, tables
from tests.benchmarks.report import ROOT, Report, pair, printed, process_seconds

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
            return float(printed(module, "fetch" if module.endswith("bare") else "frame", path).split()[0])

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
    starting.start(report, workspace(folder, HUNDRED_THOUSAND), rounds)


def memory(report: Report, folder: Path, rounds: int) -> None:
    starting.memory(report, workspace(folder, MILLION))


def chart(report: Report, folder: Path, rounds: int) -> None:
    screens.chart(report, workspace(folder, HUNDRED_THOUSAND), 50, 4)
    screens.chart(report, workspace(folder, MILLION), 250, 2)


def table(report: Report, folder: Path, rounds: int) -> None:
    screens.table(report, workspace(folder, HUNDRED_THOUSAND))
    screens.table(report, workspace(folder, MILLION))
    tables.rivals(report, workspace(folder, HUNDRED_THOUSAND), HUNDRED_THOUSAND, "proxy_table")
    tables.rivals(report, workspace(folder, MILLION), MILLION, "sql_table")


def search(report: Report, folder: Path, rounds: int) -> None:
    editing.search(report, workspace(folder, MILLION))


def edits(report: Report, folder: Path, rounds: int) -> None:
    editing.edits(report, workspace(folder, HUNDRED_THOUSAND))
    editing.edits(report, workspace(folder, MILLION))


def grow(report: Report, folder: Path, rounds: int) -> None:
    growth.growth(report, folder, lambda size: workspace(folder, size), rounds)


def large_imports(report: Report, folder: Path, rounds: int) -> None:
    large.large(report, folder)


def figures(report: Report, folder: Path, rounds: int) -> None:
    numbers.numbers(report, lambda size: workspace(folder, size), rounds)


def rota(report: Report, folder: Path, rounds: int) -> None:
    rotas.rota(report)


def workspace(folder: Path, size: int) -> Path:
    """A workspace of ``size`` generated incidents, made once per run, or kept from the one before."""
    path = folder / f"made{size}.secondway"
    if not path.exists():
        beside = path.with_stem(f"{path.stem}_unfinished")
        beside.unlink(missing_ok=True)
        factories.workspace_with(beside, size).close()
        beside.replace(path)
    return path


ALL: dict[str, Callable[[Report, Path, int], None]] = {
    "imports": imports, "large": large_imports, "undo": undo, "edits": edits, "search": search, "frame": frame,
    "chart": chart, "table": table, "start": start, "memory": memory, "growth": grow, "figures": figures,
    "rota": rota,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*ALL, []])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where generated workspaces stay")
    options = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in options.name or ALL:
            ALL[name](report, folder, options.rounds)
    report.write(ROOT / "build" / "bench.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
