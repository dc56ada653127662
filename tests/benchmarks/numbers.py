"""Every number over a million incidents: ours beside the same numbers by bare polars and by pandas.

``python -m tests.benchmarks.numbers ours|polars|pandas FOLDER`` prints the seconds of each step as JSON.
The baselines compute repair time, route, deadline and outcome from the segments, and then the same groups, curves and
weeks; they make no sentence, interval, definition or table, and leave out the cases that the house's rules are about.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.report import Report, megabytes, printed, slope

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

GOALS: Final = {1: 7200, 2: 14400, 3: 259200, 4: 432000}  # the shared goal in seconds, by classification
DEV_GOALS: Final = {1: 43200, 2: 54000, 3: 7776000, 4: 7776000}
WEEK: Final = 7 * 86400
SIZES: Final = (10_000, 100_000, 1_000_000)


def numbers(report: Report, workspace: Callable[[int], Path], rounds: int) -> None:
    """All figures of the catalogue, nothing measured before, against whole processes that hold the same tables."""
    million = workspace(SIZES[-1])
    folder = million.parent / "tables"
    save(million, folder)

    def told(what: str, where: Path) -> dict[str, float]:
        found: dict[str, float] = json.loads(printed("tests.benchmarks.numbers", what, where).splitlines()[-1])
        return found

    mine = min((told("ours", million) for _turn in range(rounds)), key=lambda each: each["all"])
    for name in ("polars", "pandas"):
        theirs = min((told(name, folder) for _turn in range(rounds)), key=lambda each: each["all"])
        words = (
            f"bare {name}, {theirs['all']:.2f} s to {mine['all']:.2f} s, {theirs['mb']:.0f} MB to {mine['mb']:.0f} MB"
        )
        if name == "polars":
            report.at_most("all figures of 1,000,000 incidents, ratio", mine["all"] / theirs["all"], 2, words)
        else:
            report.at_least("all figures of 1,000,000 incidents, times faster", theirs["all"] / mine["all"], 1, words)
    slowest = max((key for key in mine if key not in ("all", "mb", "measured")), key=lambda key: mine[key])
    report.at_most(
        f"slowest figure of 1,000,000 incidents once measured ({slowest}), ms",
        1000 * mine[slowest],
        500,
        ", ".join(f"{key} {1000 * spent:.0f}" for key, spent in mine.items() if key not in ("all", "mb")),
    )
    times = [min(told("ours", workspace(size))["all"] for _turn in range(rounds)) for size in SIZES[:-1]]
    times.append(mine["all"])
    steps = ", ".join(f"{size:,} in {spent:.2f} s" for size, spent in zip(SIZES, times, strict=True))
    report.at_most("growth of all figures with size, exponent", slope(SIZES, times), 1.1, steps)


def save(workspace: Path, folder: Path) -> None:
    """The tables that the baselines read: incidents and segments as they are stored, and the side of each team."""
    import polars as pl

    from desktop_app.services.workspaces import Workspace

    folder.mkdir(exist_ok=True)
    held = Workspace.open(workspace)
    frame = held.frames.current()
    frame.incidents.write_ipc(folder / "incidents.arrow")
    frame.segments.write_ipc(folder / "segments.arrow")
    sides = {"team": list(frame.teams), "side": [team.side.value for team in frame.teams.values()]}
    pl.DataFrame(sides, schema={"team": pl.Int32, "side": pl.Int8}).write_ipc(folder / "teams.arrow")
    (folder / "as_of").write_text(str(max(frame.as_of.values(), default=frame.now)), encoding="ascii")
    held.close()


def ours(workspace: str) -> dict[str, float]:
    import numpy.ma  # noqa: F401  # polars asks for it with the first array: the baselines import before they begin, too

    from desktop_app.measures.catalogue import FIGURES
    from desktop_app.services.measures import MeasureService
    from desktop_app.services.workspaces import Workspace

    held = Workspace.open(Path(workspace))
    held.frames.current()
    measures = MeasureService(held)
    found: dict[str, float] = {}
    began = time.perf_counter()
    asked = measures.asked()
    found["measured"] = time.perf_counter() - began
    for key, figure in FIGURES.items():
        step = time.perf_counter()
        figure(asked)
        found[key] = time.perf_counter() - step
    found["all"] = time.perf_counter() - began
    held.close()
    return found


def bare_polars(folder: str) -> dict[str, float]:
    import polars as pl

    where = Path(folder)
    incidents, segments, teams = (pl.read_ipc(where / f"{n}.arrow") for n in ("incidents", "segments", "teams"))
    as_of = int((where / "as_of").read_text(encoding="ascii"))
    began = time.perf_counter()
    end = pl.coalesce("resolved_at", pl.lit(as_of))
    rows = segments.join(teams, on="team", how="left").with_columns(
        spent=pl.coalesce("to_at", pl.lit(as_of)) - pl.col("from_at"),
        stops=(pl.col("status") == 3) & pl.col("pause_reason").is_in([1, 2]),
    )
    held = rows.group_by("incident").agg(
        stopped=pl.col("spent").filter(pl.col("stops")).sum(),
        ops=pl.col("spent").filter(~pl.col("stops") & (pl.col("side") == 1)).sum(),
        dev=pl.col("spent").filter(~pl.col("stops") & (pl.col("side") == 2)).sum(),
        hand_overs=pl.col("team").n_unique() - 1,
        through_dev=(pl.col("side") == 2).any(),
        worked=pl.col("from_at").filter(pl.col("status") == 2).min(),
    )
    table = incidents.filter(pl.col("exclusion") == 0).join(held, left_on="id", right_on="incident", how="left")
    goal, dev_goal = (
        pl.col("classification").replace_strict(each, return_dtype=pl.Int64) for each in (GOALS, DEV_GOALS)
    )
    table = table.with_columns(
        T=end - pl.col("opened_at") - pl.col("stopped").fill_null(0), goal=goal, dev_goal=dev_goal,
        open=pl.col("resolved_at").is_null(), week=pl.col("opened_at") // WEEK,
        route=pl.when(pl.col("hand_overs") >= 3).then(2).when("through_dev").then(1).otherwise(0),
    )  # fmt: skip
    table = table.with_columns(in_time=~pl.col("open") & (pl.col("T") <= pl.col("goal")))
    done = table.filter(~pl.col("open"))
    done.group_by("classification", "route").agg(
        pl.len(), pl.col("in_time").sum(), pl.col("T").mean().alias("mean"), pl.col("T").median().alias("median"),
        pl.col("T").quantile(0.85).alias("p85"), (pl.col("worked") - pl.col("opened_at")).median().alias("waiting"),
    )  # fmt: skip
    _curves_polars(table)
    table.group_by("classification", "week").agg(n=pl.len(), z=pl.col("T").clip(60).log().mean())
    table.group_by("week").len(), done.group_by(pl.col("resolved_at") // WEEK).len()
    table.group_by("classification", "open", (pl.col("T") // 86400)).len()
    rows.filter(~pl.col("stops")).group_by("team").agg(pl.col("spent").sum())
    table.group_by("route").agg(pl.col("ops").sum(), pl.col("dev").sum(), pl.col("T").sum())
    missed = (pl.col("ops") <= pl.col("goal")) & (pl.col("dev") <= pl.col("dev_goal")) & (pl.col("T") > pl.col("goal"))
    table.filter(missed).group_by("system_error").agg(pl.len(), (pl.col("T") - pl.col("goal")).sum())
    table.filter(pl.col("release_related") != 2).group_by("system_error").len().sort("len", descending=True)
    table.sort("system_error", "opened_at").select(pl.col("opened_at").diff().over("system_error") > 86400).sum()
    table.group_by("system").agg(pl.len(), pl.col("in_time").sum())
    for factor in (0.25, 0.5, 1, 2, 4):  # a few of the targets tried in What if
        table.group_by("classification").agg((~pl.col("open") & (pl.col("T") <= factor * pl.col("goal"))).sum())
    return {"all": time.perf_counter() - began}


def _curves_polars(table: pl.DataFrame) -> None:
    """Kaplan-Meier by classification."""
    import polars as pl

    steps = table.group_by("classification", "T").agg(n=pl.len(), ended=(~pl.col("open")).sum()).sort(
        "classification", "T", descending=[False, True]
    )  # fmt: skip
    risk = pl.col("n").cum_sum().over("classification")
    steps.with_columns(left=1 - pl.col("ended") / risk).sort("classification", "T").with_columns(
        pl.col("left").cum_prod().over("classification")
    )


def bare_pandas(folder: str) -> dict[str, float]:
    import numpy as np
    import polars as pl

    where = Path(folder)
    tables = (pl.read_ipc(where / f"{n}.arrow") for n in ("incidents", "segments", "teams"))
    incidents, segments, teams = (_pandas(table) for table in tables)
    as_of = int((where / "as_of").read_text(encoding="ascii"))
    began = time.perf_counter()
    rows = segments.merge(teams, on="team", how="left")
    rows["spent"] = rows["to_at"].fillna(as_of) - rows["from_at"]
    rows["stops"] = (rows["status"] == 3) & rows["pause_reason"].isin([1, 2])
    rows["stopped"] = rows["spent"].where(rows["stops"], 0)
    rows["ops"] = rows["spent"].where(~rows["stops"] & (rows["side"] == 1), 0)
    rows["dev"] = rows["spent"].where(~rows["stops"] & (rows["side"] == 2), 0)
    rows["is_dev"], rows["worked"] = rows["side"] == 2, rows["from_at"].where(rows["status"] == 2)
    by = rows.groupby("incident")
    held = by.agg(
        stopped=("stopped", "sum"), ops=("ops", "sum"), dev=("dev", "sum"), teams=("team", "nunique"),
        through_dev=("is_dev", "any"), worked=("worked", "min"),
    )  # fmt: skip
    table = incidents[incidents["exclusion"] == 0].merge(held, left_on="id", right_index=True, how="left")
    end = table["resolved_at"].fillna(as_of)
    table["T"] = end - table["opened_at"] - table["stopped"].fillna(0)
    table["goal"], table["dev_goal"] = table["classification"].map(GOALS), table["classification"].map(DEV_GOALS)
    table["open"], table["week"] = table["resolved_at"].isna(), table["opened_at"] // WEEK
    table["route"] = np.select([table["teams"] > 3, table["through_dev"] == True], [2, 1], 0)  # noqa: E712
    table["in_time"] = ~table["open"] & (table["T"] <= table["goal"])
    table["waited"] = table["worked"] - table["opened_at"]
    done = table[~table["open"]]
    groups = done.groupby(["classification", "route"])
    groups["T"].agg(["size", "mean", "median"]), groups["T"].quantile(0.85)
    groups["in_time"].sum(), groups["waited"].median()
    for _kind, part in table.groupby("classification"):
        steps = part.groupby("T")["open"].agg(["size", "sum"])
        risk = steps["size"][::-1].cumsum()[::-1]
        (1 - (steps["size"] - steps["sum"]) / risk).cumprod()
    table["z"] = np.log(table["T"].clip(lower=60))
    table.groupby(["classification", "week"])["z"].agg(["size", "mean"])
    table.groupby("week").size(), done.groupby(done["resolved_at"] // WEEK).size()
    table.groupby(["classification", "open", table["T"] // 86400]).size()
    rows[~rows["stops"]].groupby("team")["spent"].sum()
    table.groupby("route")[["ops", "dev", "T"]].sum()
    missed = (table["ops"] <= table["goal"]) & (table["dev"] <= table["dev_goal"]) & (table["T"] > table["goal"])
    between = table[missed]
    (between["T"] - between["goal"]).groupby(between["system_error"]).agg(["size", "sum"])
    table[table["release_related"] != 2].groupby("system_error").size().sort_values(ascending=False)
    ordered = table.sort_values(["system_error", "opened_at"])
    (ordered.groupby("system_error")["opened_at"].diff() > 86400).sum()
    table.groupby("system")["in_time"].agg(["size", "sum"])
    for factor in (0.25, 0.5, 1, 2, 4):
        (~table["open"] & (table["T"] <= factor * table["goal"])).groupby(table["classification"]).sum()
    return {"all": time.perf_counter() - began}


def _pandas(table: pl.DataFrame) -> pd.DataFrame:
    """Without pyarrow, column by column."""
    import pandas as pd

    columns: dict[str, Any] = {name: table[name].to_numpy() for name in table.columns}
    return pd.DataFrame(columns)


if __name__ == "__main__":
    told = {"ours": ours, "polars": bare_polars, "pandas": bare_pandas}[sys.argv[1]](sys.argv[2])
    print(json.dumps({**told, "mb": megabytes("VmHWM")}))
