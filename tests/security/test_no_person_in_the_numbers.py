"""Names of persons, planted in a dump where tools put them, reach no number: figures, papers and exports are walked."""

from __future__ import annotations

import csv
import itertools
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from desktop_app import cli
from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.figures import Amount, By, Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import ClassifiedAt, End, Rules
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Silent
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from tests.security.conftest import CANARY

KEYS = (
    "article", "ageing", "attainment", "comparison", "cracks", "flow", "holders", "mttr", "normal_range", "occurrences",
    "oldest", "pareto", "pauses", "survival", "team_time", "weekly_counts", "what_if", "work_in_progress",
)  # fmt: skip
HEADER = (
    "Number", "Opened", "Resolved", "Closed", "Priority", "State", "Assignment group", "Assigned to", "Caller",
    "Opened by", "Short description", "Configuration item", "Category",
)  # fmt: skip
MONTH = date(2026, 3, 1)
MARCH = Period(MONTH, date(2026, 3, 31))
RULES = (Rules(), Rules(End.RESTORED, count_gaps=True, count_pauses=True, classified=ClassifiedAt.OPENING))


def _dump(path: Path) -> None:
    """120 tickets over three months, each of which names persons in five columns."""
    chance = random.Random(6)
    begin = datetime(2026, 1, 5, 8, tzinfo=UTC)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for n in range(120):
            opened = begin + timedelta(hours=17 * n)
            ended = opened + timedelta(hours=chance.lognormvariate(2, 1.5))
            done = n % 9 != 0
            stamps = [each.strftime("%Y-%m-%d %H:%M:%S") for each in (opened, ended, ended + timedelta(hours=1))]
            person = f"{CANARY} {n % 7}"
            out.writerow(
                [f"INC{n:07}", stamps[0], *(stamps[1:] if done else ("", "")), f"{1 + n % 4} - P",
                 "Closed" if done else "In Progress", ("Service desk", "Payments Dev")[n % 2], person, person, person,
                 f"{person} cannot print", f"System {n % 5}", f"Category {n % 3}"]
            )  # fmt: skip


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("planted")
    _dump(folder / "tickets.csv")
    services = Services.over(Workspace.create(folder / "planted.secondway"))
    answers = ImportAnswers(time_zone="Europe/Berlin", persons=True)
    prepared = services.imports.prepare(folder / "tickets.csv", answers)
    services.imports.commit(prepared, Silent())
    for team, side in zip(services.teams.teams(), (Side.DEV, Side.OPS), strict=True):
        services.teams.set_sides([team.id], side)
    services.life.comment([1, 2, 3], f"{CANARY} was asked")
    yield services
    services.close()


def test_the_canary_was_planted(planted: Services) -> None:
    found = planted.incidents.open_list(View(IncidentFilter(text=CANARY)))
    assert found.total == 120, "titles name persons, and lists may show them"
    assert any(CANARY in person.name for person in planted.people.roster().people)


def test_the_walk_knows_every_figure(planted: Services) -> None:
    assert sorted(figure.key for figure in planted.measures.figures()) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_no_figure_names_a_person_whatever_its_reader_chooses(planted: Services, key: str) -> None:
    kinds = (None, Classification.MEDIUM)
    for by, kind, amount, rules in itertools.product((None, *By), kinds, Amount, RULES):
        wanted = IncidentFilter(rules=rules, clock=Clock.WORKING if amount is Amount.HOURS else Clock.ELAPSED)
        assert CANARY not in repr(planted.measures.figure(key, wanted, Period(), Choice(by, kind, amount)))
    usual = planted.measures.figure(key, IncidentFilter(), Period(), Choice())
    assert usual.n > 0 or usual.table.rows, "a figure of nothing names nobody"


def test_no_list_paper_or_workbook_of_numbers_names_a_person(planted: Services, tmp_path: Path) -> None:
    for figure in planted.measures.figures(IncidentFilter(), MARCH):
        for suffix in ("csv", "xlsx"):
            planted.exports.figure(figure, tmp_path / f"{figure.key}.{suffix}")
    planted.monthly.write(MONTH, tmp_path / "month.xlsx")
    for path in tmp_path.iterdir():
        assert CANARY not in _texts(path), path.name
    assert CANARY not in repr(planted.monthly.sheet(MONTH))


def test_the_command_line_prints_no_person(planted: Services) -> None:
    for wanted in ([], ["--json"]):
        done = CliRunner().invoke(cli.app, ["measures", "-w", str(planted.workspace.database.path), *wanted])
        assert done.exit_code == 0
        assert CANARY not in done.stdout


@pytest.mark.parametrize(
    "wanted", [IncidentFilter(text=f"{CANARY} 3"), IncidentFilter().where("title", "contains", "x")]
)
def test_a_persons_own_repair_time_cannot_be_made_by_filtering(planted: Services, wanted: IncidentFilter) -> None:
    """Words filter lists alone; a number over such a filter is refused with a sentence."""
    asks = (
        *(partial(planted.measures.figure, key, wanted) for key in KEYS),
        partial(planted.measures.repair_times, wanted, Period()),
        partial(planted.measures.measures, wanted, Period()),
        partial(planted.measures.as_stamped, "resolved", wanted),
        partial(planted.measures.case_numbers, wanted),
        partial(planted.monthly.sheet, MONTH, wanted),
    )
    for ask in asks:
        with pytest.raises(Refused, match="Words filter lists, not numbers"):
            ask()


def _texts(path: Path) -> str:
    if path.suffix == ".xlsx":
        with ZipFile(path) as book:
            return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return path.read_text("utf-8-sig")
