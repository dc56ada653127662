"""Stamps are read exactly as written, or asked about; never guessed."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.imports import DateOrder
from desktop_app.exchange.mapping.dates import Column, read_columns
from tests.exchange.files import at


def read(*cells: str | None, order: DateOrder | None = None, zone: str = "UTC") -> Column:
    column = pl.Series("Opened", list(cells), dtype=pl.String)
    return read_columns({"Opened": column}, order=order, zone=zone, newest_year=2026)["Opened"]


def both(order: DateOrder | None, orders: dict[str, DateOrder]) -> dict[str, Column]:
    columns = {"Opened": pl.Series(["03/04/2026"]), "Due": pl.Series(["05-06-2026"])}
    return read_columns(columns, order=order, orders=orders, zone="UTC")


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
        ("1700000000123456", "2023-11-14 22:13:20"),
        ("1700000000123456789", "2023-11-14 22:13:20"),
        ("202602031405", "2026-02-03 14:05"),
        ("20260203T140509Z", "2026-02-03 14:05:09"),
        ("Tue Feb  3 14:05:09 2026", "2026-02-03 14:05:09"),
        ("Tue Feb 03 14:05:00 CET 2026", "2026-02-03 13:05"),
        ("Tue Feb 03 2026 14:05:00 GMT+0100 (Central European Standard Time)", "2026-02-03 13:05"),
        ("2026-02-03 02:05 PM EST", "2026-02-03 19:05"),
        ("2026-07-03 14:05 Europe/Berlin", "2026-07-03 12:05"),
        ("2026-02-03T14:05:00+01:00[Europe/Berlin]", "2026-02-03 13:05"),
        ("2026-02-03 14:05 UTC-3", "2026-02-03 17:05"),
        ("3 février 2026 à 14h05", "2026-02-03 14:05"),
        ("1er août 2025", "2025-08-01"),
        ("mardi 3 févr. 2026, 14:05", "2026-02-03 14:05"),
        ("Dienstag, 3. Februar 2026 um 14:05 Uhr", "2026-02-03 14:05"),
        ("segunda-feira, 2 de fevereiro de 2026 às 14:05", "2026-02-02 14:05"),
        ("13.02.2026 14.05 Uhr", "2026-02-13 14:05"),
        ("28-NOV-25 02.05.09.000000 PM", "2025-11-28 14:05:09"),
        ("28NOV2025", "2025-11-28"),
        ("13/02/2026 - 14:05", "2026-02-13 14:05"),
        ("13/02/2026 2:05 p. m.", "2026-02-13 14:05"),
    ],
)
def test_written_forms_are_read_exactly(cell: str, meaning: str) -> None:
    column = read(cell, None)
    assert column.instants.to_list() == [at(meaning), None]
    assert column.decided
    assert not column.bad.any()


@pytest.mark.parametrize(
    "cell",
    [
        "31.02.2025 10:00", "hello", "2025-13-01 00:00", "14/14/2025", "12:30", "0", "1900-01-01", "2026-02-03 24:10",
        "2026-02-03 14:05 CST", "2026-02-03 14:05 Europe/Nowhere", "2026-02-03 14:05 PM", "3 Foo 2026", "1.5",
    ],
)  # fmt: skip
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


def test_an_answer_for_a_column_comes_before_that_for_all() -> None:
    found = both(DateOrder.DMY, {"Due": DateOrder.MDY})
    assert (found["Opened"].instants[0], found["Due"].instants[0]) == (at("2026-04-03"), at("2026-05-06"))
    assert [column.decided for column in both(None, {"Due": DateOrder.MDY}).values()] == [False, True]


def test_rows_that_prove_an_order_come_before_any_answer() -> None:
    cells = pl.Series(["03/04/2026", "25/04/2026"])
    found = read_columns({"A": cells}, order=None, orders={"A": DateOrder.MDY}, zone="UTC")["A"]
    assert found.instants.to_list() == [at("2026-04-03"), at("2026-04-25")]


def test_what_is_asked_about_is_shown_with_a_cell_that_reads_both_ways_as_it_is_written() -> None:
    assert read("03/03/2026", "04/05/2026").reading().sample == "04/05/2026"
    assert read("3 Feb 2026 2:05 pm").reading().sample == "3 Feb 2026 2:05 pm"


def test_a_wall_time_with_its_zone_that_does_not_exist_is_no_stamp() -> None:
    assert read("2026-03-29 02:30 Europe/Berlin").bad.to_list() == [True]


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
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.000+0000", "%Y/%m/%d %H:%M", "%Y.%m.%d",
    "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H.%M Uhr", "%d-%m-%Y %H:%M", "%m-%d-%Y",
    "%m-%d-%Y %I:%M %p", "%m/%d/%y %I:%M %p", "%d/%m/%y", "%y-%m-%d %H:%M", "%d.%m.%y %H:%M", "%y/%m/%d",
    "%d/%b/%y %I:%M %p", "%d-%b-%Y", "%d%b%Y", "%d %B %Y %H:%M", "%A, %d %B %Y %H:%M", "%b %d, %Y %H:%M",
    "%a %b %d %H:%M:%S %Y", "%a, %d %b %Y %H:%M:%S +0000", "%Y%m%d", "%Y%m%d%H%M", "%Y%m%d%H%M%S", "%Y%m%dT%H%M%S",
)  # fmt: skip
ORDERED = tuple(form for form in WRITTEN if form.startswith(("%d/%m", "%m/%d", "%d.%m", "%d-%m", "%m-%d")))
DAYS = st.datetimes(
    min_value=dt.datetime.fromisoformat("2015-01-01"), max_value=dt.datetime.fromisoformat("2026-11-01")
)
STAMPS = st.lists(DAYS, min_size=1, max_size=12)
EARLY = DAYS.map(lambda stamp: stamp.replace(day=min(stamp.day, 12)))  # reads both ways


def as_seconds(form: str, stamp: dt.datetime) -> int:
    """What is left of a stamp in ``form``, in UTC seconds."""
    return int(dt.datetime.strptime(stamp.strftime(form), form).replace(tzinfo=dt.UTC).timestamp())


def check(form: str, stamps: list[dt.datetime]) -> None:
    column = read(*[stamp.strftime(form) for stamp in stamps])
    assert column.instants.to_list() == [as_seconds(form, stamp) for stamp in stamps] or not column.decided


@settings(max_examples=200, deadline=None)
@given(form=st.sampled_from(WRITTEN), stamps=STAMPS)
def test_a_column_in_one_form_is_read_back_exactly_or_asked_about(form: str, stamps: list[dt.datetime]) -> None:
    check(form, stamps)


@settings(max_examples=80, deadline=None)
@given(form=st.sampled_from(ORDERED), early=st.lists(EARLY, min_size=1, max_size=8), late=DAYS)
def test_a_column_of_which_one_row_decides_is_read_by_it(
    form: str, early: list[dt.datetime], late: dt.datetime
) -> None:
    check(form, [*early, late.replace(day=max(late.day, 13))])
    check(form, early)


@settings(max_examples=80, deadline=None)
@given(forms=st.lists(st.sampled_from(WRITTEN), min_size=2, max_size=3, unique_by=lambda form: form[2]), data=st.data())
def test_a_column_of_several_forms_is_read_back_exactly_or_asked_about(forms: list[str], data: st.DataObject) -> None:
    """Forms with the same sign between their numbers would be one column of two orders, which nobody can tell apart."""
    written = [(form, stamp) for form in forms for stamp in data.draw(STAMPS)]
    column = read(*[stamp.strftime(form) for form, stamp in written])
    assert column.instants.to_list() == [as_seconds(form, stamp) for form, stamp in written] or not column.decided


@settings(max_examples=100, deadline=None)
@given(cells=st.lists(st.one_of(st.none(), st.text(alphabet="0123456789/-.: TZapm+janfe", max_size=20)), max_size=8))
def test_no_cell_crashes_the_reader_and_each_is_read_or_bad(cells: list[str | None]) -> None:
    column = read(*[cell if cell and cell.strip() else None for cell in cells])
    for cell, instant, bad in zip(cells, column.instants, column.bad, strict=True):
        assert bad == (bool(cell and cell.strip()) and instant is None)
