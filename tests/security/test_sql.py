"""Text is only ever a value: through searches, filters, names, views and sort columns nothing reaches the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm
from desktop_app.domain.names import tidy
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import check

NAUGHTY = (
    *(
        "'; DROP TABLE incident; --",
        "1' OR '1'='1",
        '" OR ""="',
        "%",
        "_",
        "100%",
        "a_b",
        "*",
        "^",
        "-",
        "()",
        '"',
        "'",
    ),
    *("NEAR(a b)", "title:*", "ticket : x", "AND", "OR NOT", "{a b}", "a\x00b", "\ud800", "\u202eabc", "😀", "’", "\\"),
    *("<script>", "${x}", "{0}", "%s", "%(x)s", ":name", "?", "@x", "$y", "/*", "*/", "x" * 5000, "\n", "\t", " "),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    services = Services.over(Workspace.create(tmp_path_factory.mktemp("sql") / "a.secondway"))
    for title in ("plain", "100 % of it", "a_b", 'it\'s "quoted"'):
        services.incidents.log(IncidentForm(title, team="Ops", system="Mail"))
    yield services
    assert check.problems(services.workspace.database) == []
    services.close()


def _tables(services: Services) -> list[tuple[str, int]]:
    with services.workspace.database.read() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        return [(name, connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()) for name in list(names)]  # noqa: S608


def _asked(services: Services, words: str) -> None:
    """Every door through which words reach a question; what is refused is refused by a sentence."""
    for ask in (
        lambda: services.incidents.open_list(View(IncidentFilter(text=words))).page(0, 10),
        lambda: services.incidents.open_list(View(sort=words)),
        lambda: services.incidents.open_list(View(IncidentFilter().where("title", "contains", words))).page(0, 10),
        lambda: services.incidents.open_list(View(IncidentFilter().where("team", "one_of", words))).page(0, 10),
        lambda: services.incidents.open_list(View(IncidentFilter().where(words, "is", 1))),
        lambda: services.incidents.open_list(View(IncidentFilter.from_json(words))),
        lambda: services.lookups.incidents(words),
        lambda: services.targets.find(words),
    ):
        with suppress(SecondWayError):
            ask()


@pytest.mark.parametrize("words", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_words_ask_and_change_nothing(words: str, known: Services) -> None:
    before = _tables(known)
    _asked(known, words)
    assert _tables(known) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40))
def test_any_words_ask_and_change_nothing(words: str, known: Services) -> None:
    before = _tables(known)
    _asked(known, words)
    assert _tables(known) == before


@pytest.mark.parametrize("words", [w for w in NAUGHTY if tidy(w) and len(w) < 200])
def test_naughty_words_are_stored_as_they_look(words: str, tmp_path: Path) -> None:
    services = Services.over(Workspace.create(tmp_path / "a.secondway"))
    with suppress(SecondWayError):
        (incident,) = services.incidents.log(IncidentForm(words, team=words, system=words, system_error=words)).ids
        services.life.comment([incident], words)
        assert services.incidents.detail(incident).incident.title == tidy(words)
        assert services.teams.teams()[0].name == tidy(words)
    assert check.problems(services.workspace.database) == []
    services.close()


@pytest.mark.parametrize(("words", "found"), [("100 %", 1), ("a_b", 1), ("it's", 1), ("_", 1), ("%", 1)])
def test_signs_of_patterns_stand_for_themselves(words: str, found: int, known: Services) -> None:
    wanted = IncidentFilter().where("title", "contains", words)
    assert known.incidents.open_list(View(wanted)).total == found
