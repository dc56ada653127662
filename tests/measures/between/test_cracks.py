"""What fell between the teams: each rule by hand, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.domain.charts import Axis, Bars
from desktop_app.domain.figures import Amount, Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSetKind, Unit
from desktop_app.domain.teams import Side
from desktop_app.measures.between import cracks
from desktop_app.measures.between.crack_kinds import late
from desktop_app.measures.lives.frame import Frame
from tests.measures.cracked import DEV_SET, NOBODY, OPS_SET, SHARED, asked_of, from_day, kinds, lived
from tests.measures.factories import (
    DEV,
    HOUR,
    OPS,
    OTHER,
    TEAMS,
    UNSET,
    at,
    frame,
    incident,
    segment,
    targets,
)  # fmt: skip
from tests.measures.made import BLAME, said
from tests.measures.questions import ask, opened


@pytest.mark.parametrize(
    ("stretches", "kind"),
    [
        (((20, OPS), (100, DEV)), "kept"),  # the article's own crack: 20 h of 3 d, 100 h of 90 d
        (((73, OPS),), "one side"),
        (((80, OPS), (10, DEV)), "one side"),
        (((10, OPS), (70, NOBODY)), "kept"),  # nobody's time is no side's
        (((100, OTHER),), "neither"),
        (((100, NOBODY),), "neither"),
        (((10, OPS), (90, UNSET)), "untold"),
        (((10, OPS), (2200, DEV)), "one side"),
        (((40, OPS), (10, DEV), (40, OPS)), "one side"),  # a side's turns are summed
        (((36, OPS), (10, DEV), (36, OPS)), "kept"),  # 72 h is still inside
    ],
)
def test_an_incident_falls_between_the_teams_when_each_side_kept_its_own_target(
    stretches: tuple[tuple[float, int | None], ...], kind: str
) -> None:
    assert kinds(late(asked_of(lived(*stretches)))) == [kind]


def test_what_met_the_shared_goal_is_in_no_part() -> None:
    found = late(asked_of(lived((20, OPS), (40, DEV)), incident(0, 10, exclusion=3), incident(0, None, 500)))
    assert len(found.rows) == 0


def test_a_pause_that_stops_the_clock_is_no_sides_time() -> None:
    life = [
        segment(0, 10),
        segment(10, 100, Status.PAUSED, OPS, PauseReason.SUPPLIER),
        segment(100, 170, team=DEV),
    ]
    paused = incident(0, 170, segments=life)
    found = late(asked_of(paused))
    assert kinds(found) == ["kept"]
    assert [int(found.times.sides[side][0]) // HOUR for side in (Side.OPS, Side.DEV)] == [10, 70]
    counting = late(asked_of(paused, base=IncidentFilter(rules=Rules(count_pauses=True))))
    assert kinds(counting) == ["one side"]


def test_an_open_incident_past_the_goal_is_told_by_the_side_that_holds_it() -> None:
    now = at(500)
    found = late(
        asked_of(
            lived((10, OPS), (200, DEV), is_open=True),  # 490 h with Dev so far
            lived((100, OPS), (100, DEV), is_open=True),  # Ops was past its own, Dev holds it
            lived((10, DEV), (100, OPS), is_open=True),
            lived((10, OPS), (100, NOBODY), is_open=True),
            now=now,
        )
    )
    assert kinds(found) == ["kept", "one side", "one side", "kept"]
    assert found.open_inside.tolist() == [True, True, False, False]
    assert found.open.all()


def test_time_with_nobody_and_three_hand_overs_are_counted_among_all_that_missed() -> None:
    figure = cracks.figure(
        asked_of(
            lived((10, OPS), (80, NOBODY), (5, DEV)),
            lived((100, OPS), (10, NOBODY)),
            lived((10, OPS), (30, DEV), (10, OPS), (30, DEV)),
            incident(0, 90, team=None),  # no team was ever told: nobody is not known
        )
    )
    values: Any = figure.values
    assert (values["with_nobody"]["n"], values["nobody_hours"]) == (2, 90)
    assert (values["hand_overs"]["n"], values["hand_overs"]["ids"]) == (1, [3])
    assert figure.note == "2 past the goal lay with nobody, 90 h in all; 1 had three hand-overs or more"


def test_the_headline_says_how_many_kept_every_target_but_the_shared_one() -> None:
    figure = cracks.figure(asked_of(*[lived((20, OPS), (100, DEV), system_error=1)] * 14, lived((90, OPS))))
    assert figure.headline == "14 incidents kept each side's own target and missed the shared goal"
    assert figure.title == "Fell between the teams"
    assert figure.definition.endswith(
        "14 of 15 incidents past the goal; apart from them: one side past its own target 1."
    )
    one = cracks.figure(asked_of(lived((20, OPS), (100, DEV))))
    assert one.headline == "1 incident kept each side's own target and missed the shared goal"


def test_the_headline_says_what_is_missing() -> None:
    made = lived((20, OPS), (100, DEV))
    alone = ask(frame(made, teams={OPS: TEAMS[OPS]}), SHARED, ops=OPS_SET, dev=DEV_SET)
    assert cracks.figure(alone).headline == "It needs teams of both sides: set them under Teams and targets"
    bare = asked_of(made, ops=None, dev=None)
    assert cracks.figure(bare).headline == "It needs the sides' own targets: set them under Teams and targets"
    assert cracks.figure(asked_of(lived((1, OPS)))).headline == "No incident is past the shared goal"
    assert cracks.figure(asked_of(lived((90, OPS)))).headline == (
        "No incident kept each side's own target and missed the shared goal"
    )
    assert cracks.figure(ask(Frame.empty(), SHARED, ops=OPS_SET, dev=DEV_SET)).n == 0


def test_a_side_without_a_target_of_its_own_cannot_be_judged() -> None:
    made = [lived((20, OPS), (100, DEV)), lived((100, DEV)), lived((20, OPS), (60, NOBODY))]
    assert kinds(late(asked_of(*made, dev=None))) == ["untold", "untold", "kept"]
    only_low = targets((None, None, None, 120), TargetSetKind.OPS)
    assert kinds(late(asked_of(*made, ops=only_low))) == ["untold", "kept", "untold"]


def test_before_the_goal_existed_it_is_a_replay() -> None:
    early = [lived((20, OPS), (100, DEV), ticket=f"OLD{n}") for n in range(3)]
    later = [
        {**lived((20, OPS), (100, DEV), ticket="NEW"), "opened_at": at(24), "segments": [
            segment(24, 44), segment(44, 144, team=DEV)], "resolved_at": at(144)}
    ]  # fmt: skip
    goal = from_day(SHARED, date(2026, 3, 3))
    figure = cracks.figure(asked_of(*early, *later, target_set=goal))
    assert figure.headline == (
        "4 incidents kept each side's own target and missed the shared goal, 3 of them before it existed (replay)"
    )
    assert figure.note.startswith("3 of all 4 past the goal were opened before it existed (replay)")
    assert figure.definition.endswith("4 of 4 incidents past the goal, 3 of them opened before it existed (replay).")
    values: Any = figure.values
    assert values["replay"] == {"n": 3, "past_h": 3 * 48.0, "ids": [1, 2, 3]}
    only = cracks.figure(asked_of(*early, target_set=goal))
    assert only.headline == (
        "Replay: 3 incidents kept each side's own target and would have missed the shared goal, which came later"
    )
    assert any(line.startswith("Replay: 3 past the goal were opened before") for line in only.definition_lines)


def test_a_replay_belongs_to_the_period_of_the_deadline_that_it_would_have_had() -> None:
    early = lived((20, OPS), (100, DEV))  # opened on 2 March, due on the 5th
    goal = from_day(SHARED, date(2026, 3, 20))
    for days, n in (((3, 5), 1), ((6, 9), 0), ((1, 4), 0)):
        period = Period(date(2026, 3, days[0]), date(2026, 3, days[1]))
        assert cracks.figure(asked_of(early, target_set=goal, period=period)).n == n


def test_bars_are_by_system_error_with_the_rest_in_one_row() -> None:
    made = [lived((20, OPS), (100, DEV), system_error=n) for n in range(1, 13) for _k in range(n)]
    figure = cracks.figure(asked_of(*made, lived((20, OPS), (100, DEV)), lived((20, OPS), (100, DEV), system=1)))
    assert isinstance(figure.chart, Bars)
    assert [(row.label, row.value, row.rest) for row in figure.chart.rows][-3:] == [
        ("Error 05", 5.0, False),
        ("5 other errors", 11.0, True),
        ("Neither error nor system told", 1.0, True),
    ]
    assert figure.chart.rows[0].label == "Error 12"
    assert len(figure.chart.rows) == 10
    assert any(row[0].text == "Shop, error not told" for row in figure.table.rows)


def test_hours_past_the_goal_can_order_the_bars() -> None:
    made = [lived((20, OPS), (100, DEV), system_error=1)] * 3 + [lived((20, OPS), (1000, DEV), system_error=2)]
    figure = cracks.figure(asked_of(*made, choice=Choice(amount=Amount.HOURS)))
    assert isinstance(figure.chart, Bars)
    assert figure.chart.axis is Axis.HOURS
    assert [(row.label, row.value) for row in figure.chart.rows] == [("Error 02", 948.0), ("Error 01", 144.0)]
    assert figure.chart.rows[0].cells[0].text == "948 h"


def test_the_list_begins_with_what_is_furthest_past_and_names_nobody() -> None:
    made = [lived((20, OPS), (hours, DEV), (5, NOBODY), ticket=f"T{hours}", system_error=1) for hours in (60, 500, 90)]
    asked = asked_of(*made)
    found = cracks.crack_list(asked)
    assert [row[0].text for row in found.rows] == ["T500", "T90", "T60"]
    assert dict(zip(found.columns, (cell.text for cell in found.rows[0]), strict=True)) == {
        "Ticket": "T500", "Classification": "Medium", "System error": "Error 01", "Route": "Ops to Dev",
        "With Ops": "20 h", "With Dev": "21 d", "With nobody": "5.0 h", "Past the goal": "453.0 h", "Replay": "",
    }  # fmt: skip
    assert [opened(asked, row[0].opens) for row in found.rows] == [[2], [3], [1]]


def test_an_own_target_in_working_hours_is_measured_on_the_working_clock() -> None:
    working = replace(OPS_SET, targets=tuple(replace(t, value=8.0, unit=Unit.WORKING_HOURS) for t in OPS_SET.targets))
    made = [lived((hours, OPS), (90, DEV)) for hours in (7, 8, 14)]  # from eight on, the day ends nine hours later
    assert kinds(late(asked_of(*made, ops=working))) == ["kept", "kept", "one side"]


def test_no_sentence_calls_a_team_slow() -> None:
    figure = cracks.figure(asked_of(lived((20, OPS), (100, DEV)), lived((90, OPS))))
    words = said(figure)
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)
