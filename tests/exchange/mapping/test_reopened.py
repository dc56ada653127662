"""What is reopened more than 30 days after its end becomes an incident of its own, with the stamps that lie in it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from desktop_app.exchange.mapping.plan import ImportPlan
from tests.exchange.files import at, holds, plan_here, text_file, tickets

LOG = ("number", "opened_at", "sys_updated_at", "incident_state", "assignment_group", "resolved_at", "closed_at")
OPEN = "2026-01-05 08:00"


def log(folder: Path, *rows: tuple[str, str], resolved: str = "", closed: str = "") -> ImportPlan:
    """Rows of INC1 as (updated, state); every row bears the last stamps, as ServiceNow exports them."""
    lines = [("INC1", OPEN, f"2026-{when}", state, "Desk", resolved, closed) for when, state in rows]
    other = [("INC2", OPEN, f"2026-01-05 {hour}:00", "New", "Desk", "", "") for hour in ("08", "09")]
    made = plan_here(text_file(folder, tickets(*lines, *other, header=LOG)))
    holds(made)
    return made


def told(made: ImportPlan, *names: str) -> list[tuple[object, ...]]:
    """Of all but INC2, instants as text."""
    stamps = [name for name in names if name.endswith("_at")]
    text = [pl.from_epoch(name).dt.strftime("%m-%d %H:%M").alias(name) for name in stamps]
    return made.incidents.filter(pl.col("ticket") != "INC2").with_columns(text).select("ticket", *names).rows()


FIRST = (("01-05 08:00", "New"), ("01-06 08:00", "Resolved"), ("01-11 08:00", "Closed"))


def test_each_life_has_its_own_end(tmp_path: Path) -> None:
    made = log(
        tmp_path, *FIRST, ("02-20 08:00", "Active"), ("02-21 08:00", "Resolved"), ("02-26 08:00", "Closed"),
        resolved="2026-02-21 08:00", closed="2026-02-26 08:00",
    )  # fmt: skip
    assert told(made, "opened_at", "resolved_at", "closed_at", "reopens") == [
        ("INC1", "01-05 08:00", "01-06 08:00", "01-11 08:00", 0),
        ("INC1/2", "02-20 08:00", "02-21 08:00", "02-26 08:00", 0),
    ]
    assert any("from then on it is an incident of its own. The first is INC1/2." in note for note in made.review.notes)
    lives = made.segments.join(made.incidents.select("position", "ticket"), on="position")
    second = lives.filter(pl.col("ticket") == "INC1/2")
    assert second["from_at"].min() == at("2026-02-20 08:00")
    assert made.seen is not None
    assert set(made.seen) == {"INC1", "INC1/2", "INC2"}


def test_a_second_life_that_goes_on_is_open(tmp_path: Path) -> None:
    made = log(tmp_path, *FIRST, ("02-20 08:00", "Active"), resolved="2026-01-06 08:00", closed="2026-01-11 08:00")
    assert told(made, "resolved_at", "closed_at") == [("INC1", "01-06 08:00", "01-11 08:00"), ("INC1/2", None, None)]


def test_it_may_come_back_more_than_once(tmp_path: Path) -> None:
    made = log(tmp_path, *FIRST, ("02-20 08:00", "Active"), ("02-21 08:00", "Resolved"), ("04-01 08:00", "Active"))
    assert [ticket for (ticket,) in told(made)] == ["INC1", "INC1/2", "INC1/3"]
    extra = made.incidents.filter(pl.col("ticket").str.starts_with("INC1/"))["extra"].to_list()
    assert [text.split("Continues")[1][:12].strip('": ,}') for text in extra] == ["INC1", "INC1/2"]


@pytest.mark.parametrize("late", [("02-05 07:59", 1), ("02-05 08:00", 1), ("02-05 08:01", 2)])
def test_thirty_days_are_counted_from_the_first_row_that_says_so(tmp_path: Path, late: tuple[str, int]) -> None:
    when, lives = late
    made = log(tmp_path, *FIRST, (when, "Active"))
    assert len(told(made)) == lives


def test_a_cancelled_ticket_that_comes_back_is_the_same(tmp_path: Path) -> None:
    made = log(tmp_path, ("01-05 08:00", "New"), ("01-06 08:00", "Cancelled"), ("03-20 08:00", "Active"))
    assert len(told(made)) == 1


def test_a_name_that_is_taken_is_left_to_its_ticket(tmp_path: Path) -> None:
    rows = [
        ("INC1", OPEN, f"2026-{when}", state, "Desk", "", "") for when, state in (*FIRST, ("02-20 08:00", "Active"))
    ]
    other = ("INC1/2", OPEN, OPEN, "New", "Desk", "", "")
    made = plan_here(text_file(tmp_path, tickets(*rows, other, header=LOG)))
    assert sorted(made.incidents["ticket"]) == ["INC1", "INC1/2"]
