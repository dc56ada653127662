"""Stamps are read exactly as written, or asked about; never guessed."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.imports import DateOrder
from desktop_app.exchange.dates import Column, read_columns
from tests.exchange.files import at


def read(*cells: str | None, order: DateOrder | None = None, zone: str = "UTC") -> Column:
    column = pl.Series("Opened", list(cells), dtype=pl.String)
    return read_columns({"Opened": column}, order=order, zone=zone, newest_year=2026)["Opened"]


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("2025-05-14 08:19:29.131285834", "2025-05-14 08:19:29"),
        ("2025-05-14T08:19:29Z", "2025-05-14 08:19:29"),
        ("2025-05-14T08:19:29.123+0200", "2025-05-14 06:19:29"),
        ("2025-05-14 08:19:29 +02:00", "2025-05-14 06:19:29"),
        ("2025-05-14T08:19:29+00", "2025-05-14 08:19:29"),
        ("2025-05-14 08:19 UTC", "2025-05-14 08:19"),
        ("29/2/2016 1:16", "2016-02-29 01:16"),
        ("13.01.2025, 9:05", "2025-01-13 09:05"),
        ("3/17/2025 6:04", "2025-03-17 06:04"),
        ("3/17/2025 12:04 AM", "2025-03-17 00:04"),
        ("28/Nov/25 5:03 PM", "2025-11-28 17:03"),
        ("3. Februar 2026 14:05 Uhr", "2026-02-03 14:05"),
        ("3. März 2026", "2026-03-03"),
        ("3 de março de 2026 às 14:05", "2026-03-03 14:05"),
        ("Feb 3, 2026 2:05:09 p.m.", "2026-02-03 14:05:09"),
        ("Mon, 3 Feb 2026 14:05:00", "2026-02-03 14:05"),
        ("2026-Feb-03", "2026-02-03"),
        ("2026/02/03", "2026-02-03"),
        ("20260203", "2026-02-03"),
        ("20260203140509", "2026-02-03 14:05:09"),
        ("45000.5", "2023-03-15 12:00"),
        ("1700000000", "2023-11-14 22:13:20"),
        ("1700000000123", "2023-11-14 22:13:20"),
    ],
)
def test_written_forms_are_read_exactly(cell: str, meaning: str) -> None:
    column = read(cell, None)
    assert column.instants.to_list() == [at(meaning), None]
    assert column.decided
    assert not column.bad.any()


@pytest.mark.parametrize(
    "cell", ["31.02.2025 10:00", "hello", "2025-13-01 00:00", "14/14/2025", "12:30", "0", "1900-01-01"]
)
def test_what_is_no_stamp_is_bad_and_never_something_near(cell: str) -> None:
    column = read(cell)
    assert column.bad.to_list() == [True]
    assert column.instants.to_list() == [None]


def test_one_row_that_reads_only_one_way_decides_the_column() -> None:
    column = read("03/04/2026 10:00", "25/04/2026 10:00")
    assert (column.order, column.decided) == (DateOrder.DMY, True)
    assert column.instants[0] == at("2026-04-03 10:00")


def test_rows_that_all_read_both_ways_are_undecided_until_answered() -> None:
    assert not read("03/04/2026", "05/06/2026").decided
    answered = read("03/04/2026", "05/06/2026", order=DateOrder.MDY)
    assert answered.decided
    assert answered.instants[0] == at("2026-03-04")


def test_equal_day_and_month_need_no_answer() -> None:
    column = read("03/03/2026 10:00", "04/04/2026 10:00")
    assert column.decided
    assert column.instants[0] == at("2026-03-03 10:00")


def test_rows_that_contradict_each_other_are_not_decided_by_a_narrow_majority() -> None:
    assert not read("25/04/2026", "26/04/2026", "04/27/2026", "03/04/2026").decided


def test_another_column_with_the_same_separator_decides() -> None:
    columns = {"Opened": pl.Series(["03/04/2026"]), "Resolved": pl.Series(["25/04/2026"])}
    found = read_columns(columns, order=None, zone="UTC")
    assert found["Opened"].decided
    assert found["Opened"].instants[0] == at("2026-04-03")
    columns["Resolved"] = pl.Series(["25.04.2026"])
    assert not read_columns(columns, order=None, zone="UTC")["Opened"].decided


def test_two_digit_years_that_could_stand_first_are_asked_about() -> None:
    assert not read("26-11-03").decided
    assert read("28-11-03", "31-12-03").instants[0] == at("2003-11-28")


def test_stamps_of_several_forms_in_one_column_are_all_read() -> None:
    column = read("2026-02-03 14:05:00", "13.02.2026 14:05", "Feb 5, 2026", "2026-02-06T10:00:00Z")
    assert column.instants.to_list() == [
        at("2026-02-03 14:05"), at("2026-02-13 14:05"), at("2026-02-05"), at("2026-02-06 10:00"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y, %H:%M", "%Y/%m/%d", "%d-%m-%Y"])
def test_one_cell_written_otherwise_does_not_change_how_the_others_are_read(form: str) -> None:
    stamps = [dt.datetime(2025, 3, day, 4, 5, tzinfo=dt.UTC) for day in range(1, 29)]
    cells = [stamp.strftime(form) for stamp in stamps]
    alike, mixed = read(*cells), read(*cells, "1 April 2025 07:00")
    wanted = [at(stamp.strftime("%Y-%m-%d %H:%M" if "%H" in form else "%Y-%m-%d 00:00")) for stamp in stamps]
    assert alike.instants.to_list() == wanted
    assert mixed.instants.to_list() == [*wanted, at("2025-04-01 07:00")]
    assert not alike.bad.any()
    assert alike.decided


def test_naive_stamps_stand_in_the_zone_and_offsets_in_their_own() -> None:
    column = read("2026-07-01 12:00", "2026-07-01T12:00:00Z", zone="Europe/Berlin")
    assert column.instants.to_list() == [at("2026-07-01 10:00"), at("2026-07-01 12:00")]
    assert column.naive
    assert not read("2026-07-01T12:00:00Z").naive


def test_wall_times_that_do_not_exist_or_exist_twice_are_counted_and_take_the_earlier_offset() -> None:
    column = read("2026-03-29 02:30", "2026-10-25 02:30", zone="Europe/Berlin")
    assert column.instants.to_list() == [at("2026-03-29 01:30"), at("2026-10-25 00:30")]
    assert (column.missing_hours, column.double_hours) == (1, 1)


def test_the_meaning_is_told_in_long_form() -> None:
    assert read("13.02.2026 14:05").reading().meaning == "13 February 2026 14:05"


WRITTEN = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y/%m/%d %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M:%S",
    "%d.%m.%Y %H:%M", "%d-%m-%Y %H:%M", "%m-%d-%Y %I:%M %p", "%d/%b/%y %I:%M %p", "%d %B %Y %H:%M",
    "%b %d, %Y %H:%M", "%d.%m.%y %H:%M",
)  # fmt: skip
STAMPS = st.lists(
    st.datetimes(min_value=dt.datetime.fromisoformat("2015-01-01"), max_value=dt.datetime.fromisoformat("2026-11-01")),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(form=st.sampled_from(WRITTEN), stamps=STAMPS)
def test_a_column_in_one_form_is_read_back_exactly_or_asked_about(form: str, stamps: list[dt.datetime]) -> None:
    stamps = [stamp.replace(microsecond=0, second=stamp.second if "%S" in form else 0) for stamp in stamps]
    column = read(*[stamp.strftime(form) for stamp in stamps])
    expected = [int(stamp.replace(tzinfo=dt.UTC).timestamp()) for stamp in stamps]
    assert column.instants.to_list() == expected or not column.decided


@settings(max_examples=100, deadline=None)
@given(cells=st.lists(st.one_of(st.none(), st.text(alphabet="0123456789/-.: TZapm+janfe", max_size=20)), max_size=8))
def test_no_cell_crashes_the_reader_and_each_is_read_or_bad(cells: list[str | None]) -> None:
    column = read(*[cell if cell and cell.strip() else None for cell in cells])
    for cell, instant, bad in zip(cells, column.instants, column.bad, strict=True):
        assert bad == (bool(cell and cell.strip()) and instant is None)
