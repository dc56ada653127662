"""The article's table and case numbers: means against means, and never a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.cells import Cell
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import End, Rules
from desktop_app.measures.against_goal import article
from desktop_app.measures.against_goal.case_numbers import case_numbers
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.certainty.drift import skewed_mean_interval
from desktop_app.measures.lists import filtering
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import DEV, HOUR, OPS, TEAMS, UNSET, at, frame, incident, random_frame, targets
from tests.measures.made import BLAME, bases, periods, said
from tests.measures.questions import ask, opened

SHARED = targets((2, 4, 72, 120))


def some(n: int, hours: float = 10, team: int = OPS, **values: Any) -> list[dict[str, Any]]:
    return [incident(0, hours * (1 + k / 20), team=team, **values) for k in range(n)]


def drawn(*incidents: dict[str, Any], **more: Any) -> Figure:
    return article.figure(ask(frame(*incidents), SHARED, **more))


def medium(figure: Figure) -> dict[str, Cell]:
    return dict(zip(figure.table.columns, figure.table.rows[2], strict=True))


def test_our_means_stand_beside_the_articles_own_targets() -> None:
    made = [*some(12, 10), *some(10, 100, DEV)]
    figure = drawn(*made)
    assert [[cell.text for cell in row[:5]] for row in figure.table.rows] == [
        ["Critical", "2 h", "12 h", "2 h", "2 h"],
        ["High", "4 h", "15 h", "4 h", "4 h"],
        ["Medium", "3 d", "90 d", "3 d", "72 h"],
        ["Low", "5 d", "90 d", "5 d", "120 h"],
    ]
    seconds = np.array([each["resolved_at"] - each["opened_at"] for each in made], dtype=np.float64)
    row, values = medium(figure), dict(figure.values)
    bare: Any = values["by_classification"]
    assert row["MTTR, all"].value == pytest.approx(seconds.mean())
    assert row["MTTR, Dev"].value == pytest.approx(seconds[12:].mean())
    assert row["Median"].value == pytest.approx(float(np.median(seconds)))
    assert (bare["Medium"]["low_h"], bare["Medium"]["high_h"]) == pytest.approx(
        tuple(edge / HOUR for edge in skewed_mean_interval(seconds))
    )
    assert bare["Medium"]["mean_h"] == pytest.approx(seconds.mean() / HOUR)
    assert bare["Critical"]["mean_h"] is None


def test_the_table_is_the_whole_picture() -> None:
    figure = drawn(*some(12))
    assert (figure.chart, figure.title) == (None, "Beside the article")


def test_a_mean_is_called_past_or_inside_its_goal_only_by_its_interval_and_never_a_verdict() -> None:
    figure = drawn(*some(30, 100), *some(30, 5, classification=4))
    assert figure.headline == (
        "The mean is past the goal at Medium and inside it at Low; a mean is not how many came in time"
    )
    assert drawn(*some(30, 100)).headline.startswith("The mean is past the goal at Medium;")
    assert drawn(*some(30, 5)).headline.startswith("The mean is inside the goal at Medium;")
    wide = drawn(*[incident(0, h) for h in (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 700)])
    assert wide.headline == "No mean lies clearly inside or past its goal"


def test_below_ten_there_is_a_count_alone_and_below_five_a_side_is_few() -> None:
    figure = drawn(*some(9))
    assert figure.headline == "Fewer than ten incidents resolved at each classification: counts only"
    hidden = ("MTTR, all", "Median", "P85", "95 % interval")
    assert {medium(figure)[title].text for title in hidden} == {"–"}
    assert medium(figure)["n"].text == "9"
    row = medium(drawn(*some(20), *some(3, 50, DEV)))
    assert [row[f"MTTR, {side}"].text for side in ("Ops", "Dev")] == ["few", "few"]
    row = medium(drawn(*some(20), *some(3, 50, DEV), *some(3, 50, UNSET)))
    assert [row[f"MTTR, {side}"].text for side in ("Ops", "Dev")] == ["15 h", "few"]


def test_without_sides_there_is_one_mean() -> None:
    found = ask(frame(*some(12), teams={OPS: TEAMS[OPS]}), SHARED)
    assert not [title for title in article.figure(found).table.columns if title in ("MTTR, Ops", "MTTR, Dev")]


def test_too_many_closed_without_a_resolve_leave_no_claim() -> None:
    figure = drawn(*some(12, 100), *[incident(0, None, 50) for _n in range(4)])
    assert figure.headline == "More than 10 % were closed without a resolve: too many to compare a mean with its goal"
    assert medium(figure)["95 % interval"].text == "–"
    assert "12 of 16 incidents, 4 left out: closed without a resolve 4." in figure.definition_lines


def test_the_four_case_numbers_stand_beside_the_articles_words() -> None:
    made = [*some(18, release_related=1, system_error=1), *some(2, team=DEV, release_related=1, system_error=1)]
    found = ask(frame(*made, system_errors={1: "JMS queue full"}), SHARED)
    figure = article.figure(found)
    numbers: Any = figure.values["case_numbers"]
    assert [(each["key"], each["share"], each["article"]) for each in numbers.values()] == [
        ("resolved_by_dev", 0.1, "about 2 %"),
        ("non_release", 1.0, None),
        ("medium_or_low", 1.0, "more than 90 %"),
        ("top_errors", 1.0, "most, from about 20"),
    ]
    assert figure.note.startswith("Dev resolved 10 % of 20 repaired incidents (article: about 2 %); 100 % of 20")
    assert article.figure(ask(Frame.empty(), SHARED)).n == 0


def asked_of(seed: int, base: IncidentFilter, period: Period) -> Asked:
    return ask(random_frame(seed, 120), SHARED, period, base)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), bases, periods)
def test_every_number_opens_exactly_the_incidents_behind_it(seed: int, base: IncidentFilter, period: Period) -> None:
    asked = asked_of(seed, base, period)
    figure = article.figure(asked)
    for row in figure.table.rows:
        for title, cell in zip(figure.table.columns, row, strict=True):
            if cell.opens is None or cell.value is None:
                continue
            behind = filtering.selected(asked.measured, cell.opens, asked.frame)
            if title == "n":
                assert behind.height == cell.value
            elif title.startswith("MTTR"):
                assert behind["repair_s"].mean() == pytest.approx(cell.value)
            elif title == "Median":
                assert behind["repair_s"].median() == pytest.approx(cell.value)
    for each in article.case_numbers(asked):
        assert len(opened(asked, each.opens)) == each.n
        assert len(opened(asked, each.opens_all)) == each.of


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), bases)
def test_without_a_period_the_case_numbers_are_those_of_everything(seed: int, base: IncidentFilter) -> None:
    asked = asked_of(seed, base, Period())
    rows = asked.measured if asked.kept is None else asked.measured.filter(asked.kept)
    assert article.case_numbers(asked) == case_numbers(rows, asked.frame, asked.base)


def test_in_a_period_the_case_numbers_are_those_of_what_was_due_in_it() -> None:
    made = [incident(24 * n, 24 * n + 1) for n in range(10)]  # due from 5 March on
    found = ask(frame(*made), SHARED, Period(date(2026, 3, 6), date(2026, 3, 8)))
    assert article.case_numbers(found).resolved_by_dev.of == 3


def test_no_sentence_calls_a_team_slow() -> None:
    words = said(drawn(*some(30, 100, DEV), *some(30, 5)))
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)


def test_where_a_workaround_ends_a_repair_the_period_cuts_by_it_and_opens_those() -> None:
    made = [incident(24 * n, None, restored_at=at(24 * n + 5)) for n in range(12)]
    asked = ask(frame(*made), SHARED, Period(date(2026, 3, 3), None), IncidentFilter(rules=Rules(end=End.RESTORED)))
    figure = article.figure(asked)
    row = medium(figure)
    assert (figure.n, row["n"].text, row["Median"].text) == (11, "11", "5.0 h")
    assert len(opened(asked, row["n"].opens)) == 11
    assert figure.definition.startswith("Repair ended in the period; ")


def test_above_a_tenth_closed_without_a_resolve_no_mean_and_no_quantile_is_named() -> None:
    figure = drawn(*some(12, 100), *some(12, 50, DEV), *[incident(0, None, 50) for _n in range(4)])
    row, values = medium(figure), dict(figure.values)
    assert [row[name].text for name in ("MTTR, all", "MTTR, Ops", "MTTR, Dev", "Median", "P85", "n")] == [
        "–", "–", "–", "–", "–", "24",
    ]  # fmt: skip
    bare: Any = values["by_classification"]
    hours = {key: value for key, value in bare["Medium"].items() if key.endswith("_h")}
    assert set(hours.values()) == {None}


def test_a_past_period_is_held_against_the_goals_of_its_time() -> None:
    later = tuple(replace(t, value=1.0, valid_from=date(2026, 4, 1)) for t in SHARED.targets)
    since = tuple(replace(t, valid_from=date(2026, 2, 1)) for t in SHARED.targets)
    held = frame(*some(30, 20))
    goals = replace(SHARED, targets=(*since, *later))
    figure = article.figure(ask(held, goals, Period(date(2026, 3, 1), date(2026, 3, 31))))
    assert medium(figure)[figure.table.columns[4]].text == "72 h"
    assert figure.headline.startswith("The mean is inside the goal at Medium;")
    figure = article.figure(ask(held, replace(SHARED, targets=later), Period(date(2026, 3, 1), date(2026, 3, 31))))
    assert medium(figure)[figure.table.columns[4]].text == "–"
    assert figure.headline == "No goal held in this period"
