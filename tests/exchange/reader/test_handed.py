"""What goes from the worker to its parent: the table in parts, and how far it has come."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from desktop_app.exchange.reader import handed


def frame(*numbers: str) -> pl.DataFrame:
    return pl.DataFrame({"row": range(len(numbers)), "Number": numbers, "Contact": ["x"] * len(numbers)})


def test_parts_come_back_as_one_table_with_the_columns_that_are_kept(tmp_path: Path) -> None:
    parts = handed.Parts(tmp_path)
    parts.begin()
    parts.take(frame("INC1"))
    parts.take(frame("INC2", "INC3"))
    found = handed.table(tmp_path, parts.count, ["row", "Number"])
    assert found.columns == ["row", "Number"]
    assert found["Number"].to_list() == ["INC1", "INC2", "INC3"]


def test_a_table_that_begins_anew_forgets_what_was_written(tmp_path: Path) -> None:
    parts = handed.Parts(tmp_path)
    for each in ("old", "older"):
        parts.take(frame(each))
    parts.begin()
    parts.take(frame("new"))
    assert handed.table(tmp_path, parts.count, ["Number"])["Number"].to_list() == ["new"]


def test_how_far_it_is_reads_as_it_was_told(tmp_path: Path) -> None:
    assert handed.told(tmp_path) is None
    handed.tell(tmp_path, 1200, 0.25)
    handed.tell(tmp_path, 2400, 0.5)
    assert handed.told(tmp_path) == (2400, 0.5)
