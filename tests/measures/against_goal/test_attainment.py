"""The headline per classification: what it claims, and that it is the same number everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Bullets
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.measures.against_goal import attainment, claims, repair_time, summary
from desktop_app.measures.against_goal.pauses import figure as ledger
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import cohort
from desktop_app.measures.certainty.intervals import wilson
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import OPS, TEAMS, frame, incident, random_frame, segment, targets
from tests.measures.made import BLAME, bases, periods, said
from tests.measures.questions import ask, opened

MARCH = Period(date(2026, 3, 9), date(2026, 3, 15))
WEEK_H = 7 * 24


def due(n: int, in_time: int, kind: int = 3, week: int = 1) -> list[dict[str, Any]]:
    """Incidents with a goal of 10 h, opened on a Monday: so many of them repaired in time."""
    opened_at = week * WEEK_H
    return [incident(opened_at, opened_at + (5 if k < in_time else 20), classification=kind) for k in range(n)]


def drawn(*incidents: dict[str, Any], period: Period | None = None, **more: Any) -> Figure:
    return attainment.figure(ask(frame(*incidents), more.pop("target_set", targets(10)), period or MARCH, **more))


def bullets(figure: Figure) -> Bullets:
    assert isinstance(figure.chart, Bullets)
    return figure.chart


def test_a_bullet_has_share_whisker_goal_and_the_period_before_as_a_ring() -> None:
    figure = drawn(*due(20, 15), *due(16, 8, week=0))
    chart, row = bullets(figure), bullets(figure).rows[2]
    assert (chart.agreed, chart.before_label, chart.columns) == (0.85, "week before", ("In time", "Before", "n"))
    assert (row.label, row.note, row.share, row.before) == ("Medium", "goal 10 h", 0.75, 0.5)
    assert (row.low, row.high) == wilson(15, 20)
    assert [cell.text for cell in row.cells] == ["75 %", "50 %", "20"]
    assert [cell.text for cell in figure.table.rows[2]] == ["Medium", "goal 10 h", "75 %", "53 – 89 %", "50 %", "20"]


def test_an_open_ended_period_has_none_before_it() -> None:
    for period in (Period(), Period(date(2026, 3, 1), None), Period(None, date(2026, 3, 31))):
        figure = drawn(*due(20, 15), period=period)
        assert bullets(figure).before_label == ""
        assert bullets(figure).rows[2].before is None
        assert "before" not in figure.headline
        assert figure.values["all"]["before"] is None  # type: ignore[index]


def test_all_four_below_and_no_change_large_enough() -> None:
    made = [each for kind in (1, 2, 3, 4) for each in (*due(60, 40, kind), *due(60, 38, kind, week=0))]
    figure = drawn(*made)
    assert figure.headline == (
        "All four are below the agreed 85 %; no change against the week before is large enough to call"
    )
    assert figure.title == "Inside the shared goal?"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ([*due(60, 30, 3), *due(60, 60, 4)], "Below the agreed 85 %: Medium; above it: Low"),
        ([*due(60, 30, 3), *due(9, 0, 4)], "Medium is below the agreed 85 %"),
        ([*due(60, 30, 3), *due(60, 30, 4)], "Medium and Low are below the agreed 85 %"),
        ([*due(60, 60, 3)], "Medium is above the agreed 85 %"),
        ([*due(20, 17, 3)], "None lies clearly below or above the agreed 85 %"),
        ([each for kind in (1, 2, 3, 4) for each in due(60, 60, kind)], "All four are at or above the agreed 85 %"),
    ],
)
def test_the_agreed_share_is_missed_or_kept_only_where_the_interval_says_so(
    made: list[dict[str, Any]], words: str
) -> None:
    said_of_it = drawn(*made).headline
    assert said_of_it == f"{words}; too few in the week before to compare with"


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ((60, 50), (60, 20), "against the week before, Medium came in time more often"),
        ((60, 20), (60, 50), "against the week before, Medium came in time less often"),
        ((60, 30), (60, 28), "no change against the week before is large enough to call"),
        ((60, 30), (9, 0), "too few in the week before to compare with"),
    ],
)
def test_a_change_is_called_by_newcombes_interval(now: tuple[int, int], then: tuple[int, int], words: str) -> None:
    assert drawn(*due(*now), *due(*then, week=0)).headline.endswith(words)


def test_who_looks_at_more_calls_less() -> None:
    """69 against 53 of 100 is clear alone (p = 0.02) and is not among four that were looked at."""
    alone = [*due(100, 69), *due(100, 53, week=0)]
    assert "more often" in drawn(*alone).headline
    others = [each for kind in (1, 2, 4) for week in (0, 1) for each in due(100, 50, kind, week=week)]
    assert "no change" in drawn(*alone, *others).headline


def test_below_ten_there_are_counts_and_nothing_else() -> None:
    figure = drawn(*due(4, 3))
    row = bullets(figure).rows[2]
    assert (row.share, row.low, row.high, row.before) == (None, None, None, None)
    assert [cell.text for cell in row.cells] == ["3 of 4", "–", "4"]
    assert figure.headline == "Fewer than ten incidents at each classification: counts only"
    assert figure.note == "3 of 4 incidents met the shared goal"
    values: Any = figure.values
    assert (values["all"]["n"], values["all"]["share"]) == (4, None)


def test_too_many_closed_without_a_resolve_give_bounds_and_no_claim() -> None:
    closed = [incident(WEEK_H, None, WEEK_H + 50) for _n in range(4)]
    figure = drawn(*due(16, 16), *closed)
    assert bullets(figure).rows[2].share is None
    assert bullets(figure).rows[2].cells[0].text == "80–100 %"
    assert figure.headline.startswith("20 % of the incidents were closed late without a resolve")
    assert figure.note == "Between 80 % and 100 % of 20 incidents met the shared goal"


def test_a_classification_without_a_goal_and_a_set_without_goals_say_so() -> None:
    figure = drawn(*due(20, 15), *due(12, 12, 4), target_set=targets((None, None, 10, None)))
    assert bullets(figure).rows[3].note == "no goal"
    assert [cell.text for cell in bullets(figure).rows[3].cells][:2] == ["–", "–"]
    assert drawn(*due(20, 15), target_set=targets((None,) * 4)).headline == "“Shared goal” has no goals yet"
    assert attainment.figure(ask(Frame.empty(), targets(10))).headline == (
        "No incident has reached its deadline under the shared goal yet"
    )


def test_the_note_is_the_sentence_of_the_page() -> None:
    still = [incident(WEEK_H, None) for _n in range(3)]
    figure = drawn(*due(20, 15), *still)
    assert figure.note == "65 % of 23 incidents met the shared goal; 3 of those due are open past it"


def test_reopened_within_seven_days_is_said_beside_the_headline() -> None:
    life = [
        segment(WEEK_H, WEEK_H + 1),
        segment(WEEK_H + 1, WEEK_H + 30, Status.RESOLVED),
        segment(WEEK_H + 30, WEEK_H + 40),
    ]
    back = incident(WEEK_H, WEEK_H + 40, segments=life)
    figure = drawn(*due(19, 15), back)
    values: Any = figure.values
    assert values["reopened_within_7d"] == {"n": 1, "of": 20}
    assert "1 of 20 was reopened within 7 d after a resolve." in figure.definition_lines
    assert values["beside"] == "1 of 20 was reopened within 7 d; were every pause counted, 75 % in time"


def paused(opened_at: float, hours: float, waits: float) -> dict[str, Any]:
    life = [
        segment(opened_at, opened_at + 1),
        segment(opened_at + 1, opened_at + 1 + waits, Status.PAUSED, OPS, PauseReason.USER),
        segment(opened_at + 1 + waits, opened_at + hours),
    ]
    return incident(opened_at, opened_at + hours, segments=life)


def test_what_of_it_comes_from_pauses_is_said() -> None:
    made = [*due(15, 15), *[paused(WEEK_H, 30, 25) for _n in range(5)]]
    waiting = incident(
        WEEK_H, None, segments=[segment(WEEK_H, None, Status.PAUSED, OPS, PauseReason.SUPPLIER)], status=3
    )
    figure = drawn(*made, waiting)
    values: Any = figure.values
    assert (values["all"]["n"], values["all"]["share"]) == (20, 1.0)
    assert (values["without_pauses"]["n"], values["without_pauses"]["in_time"]) == (21, 15)
    assert values["not_due_for_pauses"] == 1
    assert "Without pauses: 71 % of 21 incidents in time." in figure.definition_lines
    assert "1 paused incident is not due because of its pauses." in figure.definition_lines
    assert values["beside"].endswith("; were every pause counted, 71 % in time, 1 more due")
    assert values["beside"] == attainment.beside(ask(frame(*made, waiting), targets(10), MARCH))
    counting = drawn(*made, waiting, base=IncidentFilter(rules=Rules(count_pauses=True)))
    assert counting.values["without_pauses"] is None


def _asked(seed: int, period: Period, base: IncidentFilter) -> Asked:
    return ask(random_frame(seed, 120), targets((2, 4, 72, 120)), period, base)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), periods, bases)
def test_without_pauses_is_the_headline_of_who_counts_pauses(seed: int, period: Period, base: IncidentFilter) -> None:
    asked = _asked(seed, period, base)
    values: Any = attainment.figure(asked).values
    kept = asked.measured["id"].to_list() if asked.kept is None else asked.measured.filter(asked.kept)["id"].to_list()
    same = replace(base.where("id", "one_of", *kept), rules=Rules(count_pauses=True))
    again: Any = attainment.figure(ask(asked.frame, targets((2, 4, 72, 120)), period, same)).values
    names = ("n", "in_time", "missed", "open_past", "unknown", "share")
    without = {name: values["without_pauses"][name] for name in names}
    assert without == {name: again["all"][name] for name in names}
    line: Any = ledger(asked).values
    assert values["not_due_for_pauses"] == line["groups"]["all"]["not_due_for_a_pause"]
    assert without == {name: line["groups"]["all"]["pauses_counted"][name] for name in names}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), periods, bases)
def test_the_whole_agrees_to_the_digit_with_the_targets_page_and_the_bare_measures(
    seed: int, period: Period, base: IncidentFilter
) -> None:
    asked = _asked(seed, period, base)
    figure = attainment.figure(asked)
    values: Any = figure.values
    kept = asked.measured if asked.kept is None else asked.measured.filter(asked.kept)
    bare = summary.measures(kept, frame=asked.frame, target_set=asked.target_set, clock=asked.clock, period=period)
    part = cohort(asked.measured, asked.frame, asked.target_set, period, asked.kept).judged
    whole = values["all"]
    assert (whole["in_time"], whole["missed"] + whole["open_past"]) == (bare.all.in_time, bare.all.missed)
    assert whole["share"] == bare.all.attainment
    assert (whole["n"], whole["open_past"], whole["unknown"]) == (part.n, part.open_past, part.unknown)
    page = repair_time.figure(
        asked.measured, frame=asked.frame, target_set=asked.target_set, clock=asked.clock, base=asked.base,
        period=period, kept=asked.kept,
    )  # fmt: skip
    assert page.answer == claims.answer(
        cohort(asked.measured, asked.frame, asked.target_set, period, asked.kept), asked.target_set
    )
    words = figure.note.replace("met the shared goal", "were repaired within the shared goal").replace(
        "of those due ", ""
    )
    assert page.answer.replace("still ", "").replace("was repaired", "were repaired") == words
    assert page.n == figure.n
    assert page.status == figure.values["status"]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), periods, bases)
def test_every_number_opens_exactly_the_incidents_behind_it(seed: int, period: Period, base: IncidentFilter) -> None:
    asked = _asked(seed, period, base)
    values: Any = attainment.figure(asked).values
    for key, row in zip(values["by_classification"], bullets(attainment.figure(asked)).rows, strict=True):
        share, *before, n = row.cells
        told = values["by_classification"][key]
        assert len(opened(asked, n.opens)) == len(opened(asked, row.opens)) == told["of"] == n.value
        assert len(opened(asked, share.opens)) == told["in_time"]
        counted_before = [told["before"]["of"]] if told["before"] is not None else []
        assert [len(opened(asked, cell.opens)) for cell in before] == counted_before


def test_no_sentence_calls_a_team_slow() -> None:
    words = said(drawn(*due(60, 30), *due(60, 50, week=0)))
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)


def test_a_past_period_is_labelled_with_the_goal_that_held_then() -> None:
    later = tuple(replace(t, value=1.0, valid_from=date(2026, 4, 1)) for t in targets(10).targets)
    goals = replace(targets(10), targets=(*targets(10).targets, *later))
    figure = drawn(*due(20, 15), target_set=goals)
    assert (bullets(figure).rows[2].note, bullets(figure).rows[2].share) == ("goal 10 h", 0.75)
    asked = ask(frame(*due(20, 15)), goals, MARCH)
    group = repair_time.figure(
        asked.measured, frame=asked.frame, target_set=goals, clock=asked.clock, base=asked.base, period=MARCH
    ).groups[2]
    assert (group.goal_label, group.goal_seconds) == ("goal 10 h", 36000.0)
    assert bullets(drawn(*due(20, 15), target_set=goals, period=Period())).rows[2].note == "goal 1 h"
