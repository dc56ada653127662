"""Small files of the kinds that people drop, written for one test each."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import openpyxl
import polars as pl

from desktop_app.domain.imports import ImportAnswers
from desktop_app.exchange.mapping.compared import CHANGED
from desktop_app.exchange.mapping.held import Held
from desktop_app.exchange.mapping.plan import ImportPlan, build
from desktop_app.exchange.reader import text
from desktop_app.exchange.reader.read_as import read_as
from desktop_app.exchange.reader.reading import RaggedRow, RawTable, read

NOW = int(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC).timestamp())
HEADER = ("Number", "Opened", "Resolved", "Priority", "State", "Assignment group", "Short description")


def plan(path: Path, answers: ImportAnswers | None = None, now: int = NOW) -> ImportPlan:
    return build(read(path), answers or ImportAnswers(), Held(), now)


def plan_here(path: Path, answers: ImportAnswers | None = None, now: int = NOW) -> ImportPlan:
    """The plan of a text file read in this process: what the worker gives, without starting one."""
    return plan_held(path, answers, None, now)


def plan_held(path: Path, answers: ImportAnswers | None = None, held: Held | None = None, now: int = NOW) -> ImportPlan:
    """The same against a workspace that holds something."""
    answers = answers or ImportAnswers()
    return build(raw_here(path, answers), answers, held or Held(), now)


def raw_here(path: Path, answers: ImportAnswers) -> RawTable:
    """A text file as its reader gives it, read as it was answered."""
    table = text.read(str(path), "", read_as(answers))
    return RawTable(
        path, table.rows, table.header, table.header_row, table.persons,
        ragged=tuple(RaggedRow(row, start, cells, tuple(values)) for row, start, cells, values in table.ragged),
        notes=tuple(note.text() for note in table.notes),
    )  # fmt: skip


def text_file(folder: Path, content: str | bytes, name: str = "tickets.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def tickets(*rows: Sequence[str], header: Sequence[str] = HEADER) -> str:
    """A csv of tickets; short rows are filled up with blanks."""
    lines = [",".join(header)]
    lines += [",".join([*row, *[""] * (len(header) - len(row))]) for row in rows]
    return "\n".join(lines) + "\n"


def workbook(folder: Path, rows: Sequence[Sequence[object]], name: str = "tickets.xlsx", title: str = "Page 1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def with_part(source: Path, target: Path, part: str, change: tuple[bytes, bytes]) -> Path:
    """A copy of a workbook with bytes of one part replaced."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            data = before.read(info)
            after.writestr(info.filename, data.replace(*change) if info.filename == part else data)
    return target


def holds(made: ImportPlan) -> None:
    """Every row of the file is accounted for, and the frames agree with the counts."""
    counts = made.review.counts
    assert counts.read == counts.stored + counts.skipped + counts.refused
    assert counts.refused == len(made.review.refusals)
    assert counts.skipped == sum(made.review.skipped_reasons.values())
    assert made.incidents.height == counts.new + counts.changed + counts.same
    assert made.incidents["position"].to_list() == list(range(made.incidents.height))
    tiled(made)


def tiled(made: ImportPlan) -> None:
    """Segments of each incident begin at its opening, follow each other and end at its end."""
    told = pl.col("action").ne(CHANGED) | pl.col("position").is_in(made.segments["position"].implode())
    facts = made.incidents.filter(told).select("position", "opened_at", "resolved_at", "closed_at")
    for position, opened, resolved, closed in facts.rows():
        pieces = made.segments.filter(pl.col("position") == position).rows(named=True)
        assert pieces
        assert pieces[0]["from_at"] == opened
        for before, after in pairwise(pieces):
            assert before["to_at"] == after["from_at"]
            assert before["from_at"] < before["to_at"] or opened == resolved  # repaired at once: its work is an instant
        if resolved is not None:
            assert resolved in [piece["to_at"] for piece in pieces]
        elif closed is not None:
            assert pieces[-1]["to_at"] == closed


def at(text: str) -> int:
    """UTC seconds of ``2026-02-03 14:05``."""
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp())
