"""The one page of a month as data: what it counts, what it claims, and that its parts add up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, ReleaseRelated, Status
from desktop_app.domain.monthly_sheet import Sheet
from desktop_app.domain.targets import TargetSet, article_targets
from desktop_app.measures.against_goal import repair_time, summary
from desktop_app.measures.between import cracks
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.monthly.monthly_groups import month_of
from desktop_app.measures.monthly.monthly_sheet import monthly_sheet
from desktop_app.measures.monthly.monthly_strips import MOST_DOTS
from tests.measures.factories import DEV, OPS, at, excluded, frame, incident, random_frame, segment, targets
from tests.measures.questions import ask

MARCH = month_of(date(2026, 3, 1))  # the Monday on which everything begins is the second
APRIL = month_of(date(2026, 4, 1))
MONTH = 31 * 24.0
END = 712.0  # hours from the Monday to the end of March


def own(kind: int) -> TargetSet:
    name, which, held = article_targets()[kind]
    return TargetSet(kind + 1, name, which, held)


SHARED, OPS_OWN, DEV_OWN = (own(kind) for kind in range(3))


def sheet(found: Frame, period: object = MARCH, goals: TargetSet | None = None) -> Sheet:
    asked = ask(found, goals or targets(24.0), period, ops=OPS_OWN, dev=DEV_OWN)  # type: ignore[arg-type]
    return monthly_sheet(asked, "none")


def some(n: int, hours: float, start: float = 0.0, **values: Any) -> list[dict[str, Any]]:
    return [incident(start + k, start + k + hours, **values) for k in range(n)]


def test_the_headline_counts_what_was_due_and_gives_the_interval() -> None:
    made = sheet(frame(*some(30, 5.0), *some(10, 30.0)))
    assert (made.big, made.whole.due, made.whole.in_time, made.whole.late) == ("75 %", 40, 30, 10)
    assert made.lead == (
        "of 40 incidents due in March were repaired within the shared goal (30 of 40; 95 % interval 60 to 86 %)."
    )
    assert made.more == "February: none due."


@pytest.mark.parametrize(
    ("n", "big", "lead"),
    [
        (0, "–", "No incident was due in March under the shared goal."),
        (1, "1 of 1", "incident due in March was repaired within the shared goal; too few for a percentage."),
        (3, "3 of 3", "incidents due in March were repaired within the shared goal; too few for a percentage."),
        (9, "9 of 9", "incidents due in March were repaired within the shared goal; too few for a percentage."),
        (11, "100 %", "of 11 incidents due in March were repaired within the shared goal (11 of 11; 95 % interval 74"),
    ],
)
def test_below_ten_there_is_a_count_and_no_share(n: int, big: str, lead: str) -> None:
    made = sheet(frame(*some(n, 2.0)))
    assert made.big == big
    assert made.lead.startswith(lead)
    assert (made.whole.share is None) == (n < 10)
    lanes = [lane for strip in made.strips.strips for lane in strip.lanes]
    assert all((lane.median is None) == (lane.n < 10) for lane in lanes)


def test_too_many_that_cannot_be_told_give_bounds_and_no_claim() -> None:
    made = sheet(frame(*some(20, 2.0), *(incident(k, closed=k + 100.0) for k in range(5))))
    assert made.big == "80–100 %"
    assert made.lead.endswith("5 were closed without a resolve, too many for one figure.")
    assert made.whole.share is None


def test_a_difference_is_called_clear_only_when_its_interval_leaves_out_none() -> None:
    early = [*some(60, 5.0), *some(40, 30.0)]
    better = sheet(frame(*early, *some(95, 5.0, MONTH), *some(5, 30.0, MONTH)), APRIL)
    assert better.more == "March: 60 % of 100; difference +24 to +45 points, clearly more in time."
    alike = sheet(frame(*early, *some(58, 5.0, MONTH), *some(42, 30.0, MONTH)), APRIL)
    assert alike.more == "March: 60 % of 100; difference −15 to +11 points, no clear change."
    worse = sheet(frame(*early, *some(20, 5.0, MONTH), *some(80, 30.0, MONTH)), APRIL)
    assert worse.more.endswith("clearly fewer in time.")
    assert [row.before for row in worse.goals] == [None, None, 0.6, None]


def waited(k: float, wait: float, team: int) -> dict[str, object]:
    """Waits before any work begins."""
    held = [segment(k, k + wait, Status.ASSIGNED, team), segment(k + wait, k + wait + 2, team=team)]
    return incident(k, k + wait + 2, segments=held, team=team)


def test_the_route_that_waited_longest_is_named_only_when_it_is_clear() -> None:
    clear = sheet(frame(*(waited(k, 1.0, OPS) for k in range(20)), *(waited(k, 18.0 + k % 3, DEV) for k in range(20))))
    assert "Incidents routed through Dev waited longest before work began (median 19 h)" in clear.more
    assert clear.more.endswith("waiting made up 90 % of the repair time on that route.")
    few = sheet(frame(*(waited(k, 1.0, OPS) for k in range(20)), *(waited(k, 18.0, DEV) for k in range(9))))
    assert "waited" not in few.more
    alike = sheet(frame(*(waited(k, 5.0, OPS) for k in range(20)), *(waited(k, 5.0, DEV) for k in range(20))))
    assert "waited" not in alike.more


def test_few_of_one_side_hide_the_other_where_it_would_tell() -> None:
    ops, dev = some(20, 2.0), some(4, 40.0, team=DEV)
    row = sheet(frame(*ops, *dev)).means[Classification.MEDIUM - 1]
    assert (row.ops, row.dev) == ("few", "few")
    row = sheet(frame(*ops, *dev, *some(3, 7.0, team=3))).means[Classification.MEDIUM - 1]
    assert (row.ops, row.dev) == ("2.0 h (20)", "few"), "the third side keeps the secret"
    row = sheet(frame(*ops, *some(5, 40.0, team=DEV))).means[Classification.MEDIUM - 1]
    assert (row.ops, row.dev) == ("2.0 h (20)", "40 h (5)")


def test_the_interval_of_a_mean_holds_it_and_stays_above_zero() -> None:
    row = sheet(frame(*(incident(k, k + 0.2 * 2.0 ** (k % 8)) for k in range(40)))).means[2]
    assert row.interval.endswith(" h")
    low, high = (float(part.split()[0]) for part in row.interval.split(" – "))
    assert row.whole.seconds is not None
    assert 0 < low < row.whole.seconds / 3600 < high


def test_what_missed_the_goal_is_told_apart() -> None:
    between = [
        incident(k, k + 90.0, segments=[segment(k, k + 60.0), segment(k + 60.0, k + 90.0, team=DEV)], system_error=1)
        for k in range(3)
    ]
    late = some(2, 80.0, 40.0)  # Ops alone, past its own three days
    still_open = [incident(100.0, segments=[segment(100.0, 130.0), segment(130.0, None, team=DEV)])]
    found = frame(*between, *late, *still_open, *some(4, 5.0), system_errors={1: "Queue full"}, now=at(300))
    own_part = sheet(found, goals=SHARED).between
    assert (own_part.missed, own_part.between, own_part.still_open, own_part.others) == (6, 3, 1, 2)
    assert own_part.hours == pytest.approx(3 * 18 + 128)
    assert [n for _name, n in own_part.errors] == [3, 1]
    without = sheet(frame(*some(12, 80.0), teams={OPS: found.teams[OPS]}), goals=SHARED).between
    assert (without.missed, without.between) == (12, 0)
    assert without.untold


def test_the_backlog_is_that_of_the_months_end() -> None:
    found = frame(
        incident(END - 37, END + 100), incident(END - 3), incident(END + 5), incident(0.0, 10.0),
        incident(END - 700, classification=1), now=at(END + 400),
    )  # fmt: skip
    made = sheet(found, goals=SHARED).ageing
    assert made.columns == ("to 2 h", "to 4 h", "to 3 d", "to 5 d", "to 30 d", "longer")
    assert [row.goal_after for row in made.rows] == [1, 2, 3, 4]
    assert made.open == 3
    assert made.rows[0].counts == (0, 0, 0, 0, 1, 0)
    assert made.rows[2].counts == (0, 1, 1, 0, 0, 0), "what came later is not known yet"
    assert made.past == 1


def test_top_errors_leave_out_releases_and_are_bounds_while_some_are_unknown() -> None:
    names = {1: "Queue full", 2: "Disk full"}
    known = {"release_related": ReleaseRelated.NO.value}
    rows = [
        *some(6, 1.0, system_error=1, **known), *some(4, 1.0, system_error=2, **known),
        *some(5, 1.0, system_error=1, release_related=ReleaseRelated.YES.value),
    ]  # fmt: skip
    made = sheet(frame(*rows, system_errors=names)).errors
    assert made.rows == (("Queue full", 6, "60 %"), ("Disk full", 4, "100 %"))
    assert (made.counted, made.opened) == (10, 15)
    unsure = sheet(frame(*rows, *some(2, 1.0, system_error=2), system_errors=names)).errors
    assert unsure.rows[0] == ("Queue full", 6, "50–60 %")
    assert unsure.release_unknown == 2
    assert sheet(frame(*some(9, 1.0, system_error=1), system_errors=names)).errors.rows == (("Queue full", 9, ""),)


def test_many_dots_are_an_even_sample_and_that_is_said() -> None:
    made = sheet(frame(*(incident(k / 10, k / 10 + 1 + k / 100) for k in range(500))))
    lane = made.strips.strips[2].lanes[0]
    assert (lane.n, len(lane.dots)) == (500, MOST_DOTS)
    assert lane.dots[0] == 3600.0
    assert lane.dots[-1] == pytest.approx(3600 * 5.99, abs=1)
    assert made.strips.note.startswith("at most 100 dots a line of 500 incidents;")


def test_the_axis_hangs_on_the_goals_alone_so_that_months_compare() -> None:
    one, other = sheet(frame(*some(3, 0.01))).strips, sheet(frame(*some(3, 700.0)), APRIL).strips
    assert (one.low, one.high, one.ticks) == (other.low, other.high, other.ticks)


def test_what_is_left_out_and_reopened_is_said_in_the_footer() -> None:
    again = incident(
        0.0, 30.0, reopens=1, segments=[segment(0, 5), segment(5, 20, Status.RESOLVED), segment(20, 30)]
    )  # fmt: skip
    made = sheet(frame(*some(3, 1.0), again, incident(3.0, 4.0, **excluded(Exclusion.TEST))))
    words = " ".join(f"{term.term} {term.words}" for term in made.definitions)
    assert "Left out: 1 of those opened in March (1 tests)." in words
    assert "Reopened within 7 d: 1 of 4 due." in words


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([MARCH, APRIL]))
def test_the_parts_of_any_month_add_up_to_the_whole(seed: int, period: object) -> None:
    found = random_frame(seed, 100)
    asked = ask(found, SHARED, period, ops=OPS_OWN, dev=DEV_OWN)  # type: ignore[arg-type]
    made = monthly_sheet(asked, "none")
    whole = made.whole
    for part in ("due", "in_time", "late", "open_past", "unknown"):
        assert sum(getattr(row.now, part) for row in made.goals) == getattr(whole, part), part
    for row in made.means:
        assert sum(side.n for side in row.sides) == row.whole.n
        total = sum(side.n * (side.seconds or 0.0) for side in row.sides)
        assert total == pytest.approx(row.whole.n * (row.whole.seconds or 0.0))
    for row, strip in zip(made.means, made.strips.strips, strict=True):
        assert sum(lane.n for lane in strip.lanes) == row.whole.n
    between = made.between
    assert between.missed == whole.missed == between.between + between.still_open + between.others
    assert sum(n for _name, n in between.errors) == between.together
    fell = cracks.figure(asked).values
    assert fell["cracks"]["n"] == between.together + between.replay  # type: ignore[index]
    if not between.replay:
        assert fell["cracks"]["past_h"] == pytest.approx(between.hours)  # type: ignore[index]
    figure = repair_time.figure(
        asked.measured, frame=found, target_set=SHARED, clock=asked.clock, base=asked.base, period=asked.period
    )
    assert whole.due == figure.n
    bare = summary.measures(asked.measured, frame=found, target_set=SHARED, clock=asked.clock, period=asked.period).all
    assert (whole.in_time, whole.missed, sum(r.whole.n for r in made.means)) == (
        bare.in_time, bare.missed, bare.resolved,
    )  # fmt: skip
    if not (whole.unknown > 0.1 * whole.due):
        assert whole.share == bare.attainment


def test_above_a_tenth_closed_without_a_resolve_no_mean_is_printed() -> None:
    made = sheet(frame(*some(30, 5.0), *(incident(0, None, 9.0) for _n in range(5))))
    medium = next(row for row in made.means if row.classification is Classification.MEDIUM)
    assert {medium.mean, medium.interval, medium.ops, medium.dev, medium.median, medium.p85} == {"–"}
