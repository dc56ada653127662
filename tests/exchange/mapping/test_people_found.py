"""Persons stay in the file unless they are asked for, and then they become people and nothing else."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.imports import Field, FoundPerson, ImportAnswers
from desktop_app.exchange.mapping.held import Held
from tests.exchange.files import plan_held, plan_here, text_file, tickets

HEADER = ("Number", "Opened", "Assignment group", "Assigned to", "Caller", "Reachable at", "Short description", "Note")
ROWS = [
    ("1", "2026-02-03", "Desk", "Ann Lee", "Carl Caller", "carl@x.org", "Mail", "n1"),
    ("2", "2026-02-03", "Desk", "Ann Lee", "Carl Caller", "carl@x.org", "Mail", "n2"),
    ("3", "2026-02-03", "Plant", "Ann Lee", "Dora Dial", "dora@x.org", "Mail", "n3"),
    ("4", "2026-02-03", "Plant", "Bob Ray", "Dora Dial", "dora@x.org", "Mail", "n4"),
    ("5", "2026-02-03", "", "Eve", "", "", "Mail", ""),
]
NAMES = ("Ann Lee", "Bob Ray", "Carl Caller", "Dora Dial", "carl@x.org", "dora@x.org")


def test_those_who_do_the_work_become_people_with_the_team_of_most_of_their_incidents(tmp_path: Path) -> None:
    path = text_file(tmp_path, tickets(*ROWS, header=HEADER))
    found = plan_held(path, ImportAnswers(persons=True), Held(people=frozenset({"Bob Ray"})))
    assert found.review.people == (
        FoundPerson("Ann Lee", "Desk", known=False),
        FoundPerson("Bob Ray", "Plant", known=True),
        FoundPerson("Eve", "", known=False),
    )


def test_persons_are_nowhere_but_among_the_people(tmp_path: Path) -> None:
    path = text_file(tmp_path, tickets(*ROWS, header=HEADER))
    without, persons = plan_here(path), plan_here(path, ImportAnswers(persons=True))
    assert not without.review.people
    for found in (without, persons):
        told = repr((found.review.first_rows, found.review.header, found.incidents.rows(), found.segments.rows()))
        assert not [name for name in NAMES if name in told]
        columns = {one.column: one for one in found.review.columns}
        assert [columns[name].field for name in ("Assigned to", "Caller", "Reachable at")] == [Field.PERSON] * 3
        assert not any(columns[name].sample for name in ("Assigned to", "Caller", "Reachable at"))
    assert persons.incidents.equals(without.incidents), "what is stored of an incident does not depend on persons"


def test_a_persons_column_that_was_named_an_extra_one_stays_a_persons_column(tmp_path: Path) -> None:
    path = text_file(tmp_path, tickets(*ROWS, header=HEADER))
    found = plan_here(path, ImportAnswers(persons=True, fields={"Caller": Field.EXTRA, "Note": Field.PERSON}))
    assert not any("Carl" in (extra or "") or "n1" in (extra or "") for extra in found.incidents["extra"])


def test_several_assignees_in_a_cell_are_several_people(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'Number,Opened,Assigned to\n1,2026-02-03,"Ann Lee\nBob Ray"\n2,2026-02-03,12345\n')
    found = plan_here(path, ImportAnswers(persons=True))
    assert [person.name for person in found.review.people] == ["Ann Lee", "Bob Ray"]
