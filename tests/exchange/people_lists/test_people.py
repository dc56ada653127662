"""Lists of people: what is recognised, what is cleaned, and what is refused with where and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder
from desktop_app.domain.people_lists import ListField, PeopleList
from desktop_app.domain.teams import Side
from desktop_app.exchange.people_lists.people import people_list
from desktop_app.exchange.people_lists.people_heads import recognised
from desktop_app.exchange.reader import text
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.reading import RaggedRow, RawTable, read
from tests.exchange.files import text_file, workbook

REGIONS = {"de-be": "DE-BE", "germany": "DE"}


def region_of(said: str) -> str:
    if said.casefold() not in REGIONS:
        raise Refused(f"No region {said}.")
    return REGIONS[said.casefold()]


def of(
    folder: Path, *lines: str, homes: Mapping[str, tuple[str, ...]] | None = None, order: DateOrder | None = None
) -> PeopleList:
    """The list in a csv with these lines, read in this process."""
    table = text.read(str(text_file(folder, "\n".join(lines) + "\n", "people.csv")), "", ReadAs(people=True))
    raw = RawTable(
        folder / "people.csv", table.rows, table.header, table.header_row,
        ragged=tuple(RaggedRow(*row) for row in table.ragged), notes=tuple(note.text() for note in table.notes),
    )  # fmt: skip
    return people_list(raw, region_of=region_of, homes=homes or {}, order=order)


def why(found: PeopleList) -> dict[str, str]:
    return dict(found.refused)


def test_a_list_in_english_is_recognised_by_its_heads(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        "Full name,Department,Side,FTE,Country,Hire date,Last day,Absent from,Absent to,Shoe size",
        "Ada One,Network,Ops,0.8,DE-BE,2026-01-05,2027-03-31,2026-12-21,2027-01-01,41",
    )
    (person,) = found.people
    assert (person.name, person.team, person.side, person.share) == ("Ada One", "Network", Side.OPS, 80)
    assert (person.region, person.joined_on, person.left_on) == ("DE-BE", date(2026, 1, 5), date(2027, 3, 31))
    assert [(a.first_on, a.last_on) for a in found.absences] == [(date(2026, 12, 21), date(2027, 1, 1))]
    assert [(c.name, c.field) for c in found.columns][-1] == ("Shoe size", None)
    assert {c.field for c in found.columns[:-1]} == {
        ListField.NAME, ListField.TEAM, ListField.SIDE, ListField.SHARE, ListField.REGION, ListField.JOINED,
        ListField.LEFT, ListField.AWAY_FROM, ListField.AWAY_TO,
    }  # fmt: skip
    assert (found.refused, found.words) == ((), "1 person, 1 absence")


def test_a_list_in_german_is_recognised_by_its_heads(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        "Mitarbeiterliste;;;;;;",
        "Vorname;Nachname;Abteilung;Beschäftigungsgrad;Eintritt;Abwesend von;Abwesend bis",
        "Änne;Groß;Betrieb Süd;60 %;01.10.2026;24.12.2026;31.12.2026",
        "Jörg;Weiß;Entwicklung;Vollzeit;;;",
    )
    anne, jorg = found.people
    assert (anne.name, anne.team, anne.side, anne.share) == ("Änne Groß", "Betrieb Süd", Side.OPS, 60)
    assert anne.joined_on == date(2026, 10, 1)
    assert (jorg.name, jorg.share, jorg.side) == ("Jörg Weiß", 100, Side.DEV)
    assert found.absences[0].last_on == date(2026, 12, 31)


def test_name_is_the_last_name_where_a_column_has_the_first_names(tmp_path: Path) -> None:
    found = of(tmp_path, "Name,Vorname,Gruppe", "Groß,Änne,Netz", "Anna Klein,Anna,Netz", ",Cher,Netz")
    assert [person.name for person in found.people] == ["Änne Groß", "Anna Klein", "Cher"]


def test_heads_that_are_named_twice_count_once() -> None:
    columns = recognised(("Group", "Team", "Name", "Name (2)", "E-mail"))
    assert [(c.name, c.field) for c in columns if c.field] == [("Team", ListField.TEAM), ("Name", ListField.NAME)]


@pytest.mark.parametrize("lines", [["Team,Share", "Network,80"], ["Ada,Network", "Bea,Network"]])
def test_a_list_without_a_name_column_is_one_sentence(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(Refused, match=r"people\.csv has no column with names; its columns are .+Call one of them Name"):
        of(tmp_path, *lines)


def test_a_list_that_is_a_ticket_dump_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="6,000 rows; a list of people has at most 5,000"):
        of(tmp_path, "Name,Team", *(f"Person {n},Crew" for n in range(6000)))


# -- shares


@pytest.mark.parametrize(
    ("cell", "share"),
    [("0.8", 80), ("0,8", 80), ("80", 80), ("80%", 80), ("80 %", 80), ("80 Prozent", 80), ("1", 100), ("1.0", 100),
     ("100", 100), ("62.5 %", 62), ("0.625", 62), ("1 %", 1), ("Vollzeit", 100), ("full-time", 100), ("", 100)],
)  # fmt: skip
def test_shares_are_read_however_they_are_written(tmp_path: Path, cell: str, share: int) -> None:
    found = of(tmp_path, "Name;Team;Share", f"Ada;Crew;{cell}")
    assert [person.share for person in found.people] == [share]
    assert (ListField.SHARE in found.people[0].told) == bool(cell)


@pytest.mark.parametrize("cell", ["0", "120", "120 %", "-20", "1.5", "20 h", "38,5 Std.", "half", "1e2", "８０ €"])
def test_what_is_no_share_is_refused_and_the_other_rows_are_taken(tmp_path: Path, cell: str) -> None:
    found = of(tmp_path, "Name;Team;Share", f"Ada;Crew;{cell}", "Bea;Crew;80 %")
    assert list(why(found)) == ["row 2"]
    assert "no share of a week" in why(found)["row 2"]
    assert [person.name for person in found.people] == ["Bea"]


# -- dates


def test_a_dotted_date_has_its_day_first(tmp_path: Path) -> None:
    found = of(tmp_path, "Name,Team,From,To", "Ada,Crew,03.04.2026,05.04.2026")
    assert [(a.first_on, a.last_on) for a in found.absences] == [(date(2026, 4, 3), date(2026, 4, 5))]


def test_a_date_that_reads_both_ways_is_refused_with_both_readings(tmp_path: Path) -> None:
    lines = ("Name,Team,From,To", "Ada,Crew,03/04/2026,05/04/2026", "Bea,Crew,,")
    found = of(tmp_path, *lines)
    sentence = why(found)["row 2"]
    assert all(words in sentence for words in ("3 April 2026", "4 March 2026", "write it as 2026-04-03"))
    assert [person.name for person in found.people] == ["Bea"]
    told = of(tmp_path, *lines, order=DateOrder.MDY)
    assert [(a.first_on, a.last_on) for a in told.absences] == [(date(2026, 3, 4), date(2026, 5, 4))]


def test_rows_that_leave_no_doubt_decide_for_the_others(tmp_path: Path) -> None:
    found = of(tmp_path, "Name,Team,From,To", "Ada,Crew,03/04/2026,05/04/2026", "Bea,Crew,12/21/2026,12/24/2026")
    assert [a.first_on for a in found.absences] == [date(2026, 3, 4), date(2026, 12, 21)]


@pytest.mark.parametrize("cell", ["soon", "31.02.2026", "2026-13-01", "01.01.9999", "=TODAY()", "KW 12", "0"])
def test_what_is_no_date_is_refused_with_its_column(tmp_path: Path, cell: str) -> None:
    found = of(tmp_path, "Name,Team,Joined", f"Ada,Crew,{cell}", "Bea,Crew,2026-01-05", "Cleo,Crew,2026-01-06")
    assert "in Joined is no date" in why(found)["row 2"]
    assert len(found.people) == 2


def test_an_absence_needs_both_its_days_in_their_order(tmp_path: Path) -> None:
    found = of(
        tmp_path, "Name,Team,From,To", "Ada,Crew,2026-12-21,", "Bea,Crew,2026-12-24,2026-12-21",
        "Cleo,Crew,2020-01-01,2026-01-01",
    )  # fmt: skip
    assert "first and its last day" in why(found)["row 2"]
    assert "cannot end before" in why(found)["row 3"]
    assert "three years" in why(found)["row 4"]
    assert found.people == ()


def test_absences_without_a_column_for_their_end_are_single_days(tmp_path: Path) -> None:
    found = of(tmp_path, "Name,Team,Absent on", "Ada,Crew,2026-12-21", "Ada,Crew,2026-12-23")
    assert [(a.first_on, a.last_on) for a in found.absences] == [(date(2026, 12, n),) * 2 for n in (21, 23)]


# -- rows


def test_a_second_row_of_a_person_adds_an_absence_and_is_otherwise_a_double(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        "Name,Team,Share,From,To",
        "Ada,Crew,80,2026-12-21,2026-12-24",
        "ADA, crew ,,2027-01-04,2027-01-08",
        "Ada,Crew,80,2027-01-04,2027-01-08",
        "Ada,Crew,,,",
        "Ada,Crew,60,2027-02-01,2027-02-02",
        "Ada,Other crew,,,",
    )
    assert [(p.name, p.team) for p in found.people] == [("Ada", "Crew"), ("Ada", "Other crew")]
    assert [a.row for a in found.absences] == [2, 3]
    assert why(found) == {
        "row 4": "Ada stands in row 2 already.",
        "row 5": "Ada stands in row 2 already.",
        "row 6": "Row 2 tells something else of Ada.",
    }


def test_a_later_row_tells_what_no_row_before_it_told(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        "Name,Team,Share,Country,Joined,Last day,From,To",
        "Ada,Crew,,,,2026-06-30,2026-12-21,2026-12-24",
        "Ada,Crew,80,Germany,,,2027-01-04,2027-01-08",
        "Ada,Crew,60,,,,2027-02-01,2027-02-02",
        "Ada,Crew,,,2026-07-01,,,",
        "Ada,Crew,,,2026-01-01,,,",
        "Ada,Crew,80,,,,,",
    )
    (ada,) = found.people
    assert (ada.share, ada.region, ada.joined_on, ada.row) == (80, "DE", date(2026, 1, 1), 2)
    assert {ListField.SHARE, ListField.REGION, ListField.JOINED, ListField.LEFT} == ada.told
    assert [a.row for a in found.absences] == [2, 3]
    assert why(found) == {
        "row 4": "Row 3 tells something else of Ada.",
        "row 5": "Ada would leave before the first day.",
        "row 7": "Ada stands in row 2 already.",
    }


def test_a_row_without_a_team_is_of_the_only_person_of_that_name(tmp_path: Path) -> None:
    homes = {"eve": ("Crew",), "max": ("Crew", "Network")}
    lines = ("Name,Team,From,To", *(f"{name},,2026-12-21,2026-12-24" for name in ("Eve", "Max", "Ada")))
    found = of(tmp_path, *lines, homes=homes)
    assert [(p.name, p.team) for p in found.people] == [("Eve", "Crew")]
    assert why(found) == {"row 3": "No team is told for Max.", "row 4": "No team is told for Ada."}


def test_a_team_has_one_side(tmp_path: Path) -> None:
    found = of(
        tmp_path, "Name,Team,Side", "Ada,Crew,", "Bea,Crew,Entwicklung", "Cleo,crew,Operations", "Dan,Crew,Sales",
        "Eve,Canteen,other", "Fay,Portal Dev,",
    )  # fmt: skip
    assert {p.name: p.side for p in found.people} == {
        "Ada": Side.DEV, "Bea": Side.DEV, "Eve": Side.OTHER, "Fay": Side.DEV
    }  # fmt: skip
    assert why(found) == {
        "row 4": "crew is Dev in row 3 and Ops here.",
        "row 5": "“Sales” is no side; write Dev, Ops or Other.",
    }


def test_hostile_cells_are_refused_one_by_one(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        "Name,Team,Country",
        '"=HYPERLINK(""http://a"",""b"")",Crew,',
        "@SUM(A1),Crew,",
        f"{'x' * 10_000},Crew,",
        "Ada,=1+1,",
        f"Bea,{'y' * 10_000},",
        f"Cleo,Crew,{'z' * 10_000}",
        "-,Crew,",
        "Dan,Crew,Germany",
    )
    assert [row for row, _sentence in found.refused] == [f"row {n}" for n in range(2, 9)]
    assert all(len(sentence) < 200 for _row, sentence in found.refused)
    assert [person.region for person in found.people] == ["DE"]


def test_signs_nobody_sees_are_taken_out_of_names(tmp_path: Path) -> None:
    found = of(
        tmp_path, "Name,Team", '"Ada\n\tOne",Crew', "\u202ebAda\u202c,Crew", "Nan Na,Crew", "Müller\u00a0 Ö,Crew"
    )
    assert [person.name for person in found.people] == ["Ada One", "bAda", "Nan Na", "Müller Ö"]


def test_rows_with_too_many_cells_and_blank_ones_are_told_apart(tmp_path: Path) -> None:
    found = of(tmp_path, "Name,Team", "Ada,Crew,more,and more", ",", "Bea,Crew")
    assert list(why(found)) == ["row 2"]
    assert [(person.name, person.row) for person in found.people] == [("Bea", 4)]


def test_a_list_that_names_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="names nobody"):
        of(tmp_path, "Name,Team", ",")


# -- through the worker


def test_a_workbook_is_read_with_its_dates_shares_and_broken_formulas(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            ["People of the house"],
            [],
            ["Name", "Team", "FTE", "Hired", "E-mail"],
            ["Ada One", "Network", 0.8, datetime.fromisoformat("2026-04-03"), "ada@example.org"],
            ["Bea Two", "Network", 1, None, "bea@example.org"],
            ["Cleo", "Network", "=1/0", None, "cleo@example.org"],
        ],
        "people.xlsx",
    )
    raw = read(path, ReadAs(people=True))
    found = people_list(raw, region_of=region_of, homes={})
    assert [(p.name, p.share, p.joined_on) for p in found.people] == [
        ("Ada One", 80, date(2026, 4, 3)), ("Bea Two", 100, None)
    ]  # fmt: skip
    assert list(why(found)) == ["row 6"]
    assert "C6" in why(found)["row 6"]
    assert "E-mail" not in read(path).rows.columns, "the columns of persons of a ticket dump stay in the worker"


def test_the_sheet_with_people_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["About", "this"])
    book.worksheets[0].append(["some", "words"])
    sheet = book.create_sheet("Team list")
    for row in (["Mitarbeiter", "Gruppe"], ["Änne", "Netz"]):
        sheet.append(row)
    book.save(tmp_path / "people.xlsx")
    raw = read(tmp_path / "people.xlsx", ReadAs(people=True))
    assert (raw.sheet, raw.rows.columns) == ("Team list", ["row", "Mitarbeiter", "Gruppe"])


# -- anything


_NOTHING = ["", "\x00", "\u202e", "n/a", "-"]
_CELL = st.one_of(
    st.text("aÄß1.,;/%=+'\"😀", max_size=6),
    st.sampled_from(["Ada", "Crew", "80 %", "0.5", "03.04.2026", "3/4/26", "Dev", "=1", "DE-BE", *_NOTHING]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELL, min_size=8, max_size=8), max_size=12))
def test_every_row_is_taken_or_refused_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    import polars as pl

    names = ["Name", "Team", "Side", "Share", "Region", "Joined", "From", "To"]
    cells = {name: [row[n] or None for row in rows] for n, name in enumerate(names)}
    frame = pl.DataFrame(
        {"row": range(2, 2 + len(rows)), **cells}, schema={"row": pl.UInt32, **dict.fromkeys(names, pl.String)}
    )
    raw = RawTable(Path("people.csv"), frame, tuple(names), 1)
    filled = {number for number, row in enumerate(rows, 2) if set(row) - set(_NOTHING)}
    if not filled:
        with pytest.raises(Refused, match="names nobody"):
            people_list(raw, region_of=region_of, homes={})
        return
    found = people_list(raw, region_of=region_of, homes={})
    taken = {person.row for person in found.people} | {absence.row for absence in found.absences}
    refused = {int(where.removeprefix("row ")) for where, _why in found.refused}
    assert not taken & refused
    assert len(found.refused) == len(refused)
    told_more = filled - taken - refused  # second rows that told what the first did not
    assert taken | refused <= filled
    assert all(set(rows[number - 2][3:6]) - set(_NOTHING) for number in told_more), "nothing is lost"
    assert all(person.name and person.team and 1 <= person.share <= 100 for person in found.people)
