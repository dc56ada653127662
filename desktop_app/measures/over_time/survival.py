"""Still open after: how many incidents of a cohort are still open after a time, by classification or by route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Curve, Curves, Point
from desktop_app.domain.durations import DAY, HOUR, HUMAN_TICKS
from desktop_app.domain.figures import By, Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, number, percent
from desktop_app.measures.asking import chosen, stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.certainty.kaplan_meier import Survival
from desktop_app.measures.clock import clocks
from desktop_app.measures.over_time import survival_words
from desktop_app.measures.over_time.survival_groups import AT_GOAL, Cohort, Group, Mark

KEY: Final = "survival"

_MOST_TICKS: Final = 8


def figure(asked: Asked) -> Figure:
    """The cohort opened in the period; by classification, or by route where the reader chose so."""
    cohort = Cohort(asked)
    groups = cohort.groups()
    whole = cohort.whole(groups)
    ticks = _ticks(whole.curve, asked.clock.day_seconds)
    shown = (*groups, whole) if len(groups) > 1 else groups
    parts = [_opened_words(asked), _("those still open count for as long as they were watched")]
    out = chosen.left_out(asked, cohort.inside & cohort.narrowed)
    counted = stated.counts(whole.curve.n, out, {_("closed without a resolve"): whole.estimated})
    return Figure(
        key=KEY,
        title=_("Still open after"),
        headline=survival_words.headline(groups, whole, cohort.by, asked.clock),
        definition=stated.one_line([*parts, *stated.rules_words(asked.base.rules, asked.clock)], counted),
        definition_lines=survival_words.lines(asked, cohort.by, counted, whole),
        chart=_chart(groups, cohort, ticks) if whole.curve.n else None,
        table=_table(shown, cohort),
        n=whole.curve.n,
        values=_values(groups, whole, cohort.by, ticks),
    )


def _opened_words(asked: Asked) -> str:
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    return _("opened in the period") if bounded else _("every incident")


def _ticks(curve: Survival, day_seconds: int) -> tuple[float, ...]:
    """The human durations at which the watched are counted: from where the curve begins to fall to its end."""
    if not curve.n:
        return ()
    if day_seconds == DAY:
        human = [float(seconds) for seconds, _label in HUMAN_TICKS]
    else:
        human = [float(seconds) for seconds, _label in HUMAN_TICKS if seconds < day_seconds / 1.3]
        human += [float(days * day_seconds) for days in (1, 3, 5, 10, 30, 90, 180, 365)]
    begins = curve.quantile(0.05) or float(curve.times[0])
    inside = [tick for tick in human if begins / 3 <= tick <= curve.times[-1]]
    return tuple(inside[:: 1 + len(inside) // (_MOST_TICKS + 1)])


def _chart(groups: Sequence[Group], cohort: Cohort, ticks: tuple[float, ...]) -> Curves:
    drawn = [group for group in groups if group.curve.n >= FEW]
    points = [
        Point(_goal_label(group, group.mark, several=len(drawn) > 1), float(group.mark.seconds), share)
        for group in drawn
        if cohort.by is By.CLASSIFICATION and group.mark is not None
        if (share := group.curve.share(group.mark.seconds)) is not None
    ]
    only = cohort.asked.choice.classification
    if cohort.by is By.ROUTE and only and drawn and drawn[0].mark is not None:
        points = [Point(_goal_label(drawn[0], drawn[0].mark, several=False), float(drawn[0].mark.seconds))]
    return Curves(
        curves=tuple(_curve(group, cohort, ticks) for group in drawn),
        points=tuple(points),
        ticks=ticks,
        day_seconds=cohort.asked.clock.day_seconds,
    )


def _goal_label(group: Group, mark: Mark, *, several: bool) -> str:
    if several:
        return _("{group}: goal {goal}").format(group=group.label, goal=mark.label)
    return _("goal {goal}").format(goal=mark.label)


def _curve(group: Group, cohort: Cohort, ticks: tuple[float, ...]) -> Curve:
    """The curve from all of them on; without its band where too many were closed without a resolve."""
    curve = group.curve
    places = curve.drawn()
    begins = bool(curve.times[0])

    def values(found: npt.NDArray[np.float64], first: float) -> tuple[float, ...]:
        return (*((first,) if begins else ()), *(float(value) for value in found[places]))

    banded = group.claimable
    return Curve(
        label=group.label,
        tone=group.tone,
        seconds=values(curve.times.astype(np.float64), 0.0),
        shares=values(curve.shares, 1.0),
        low=values(curve.low, 1.0) if banded else (),
        high=values(curve.high, 1.0) if banded else (),
        at_risk=tuple(curve.at_risk(tick) for tick in ticks),
        opens=cohort.opens(*group.conditions, Condition("estimated", "is", (0,))),
    )


def _table(groups: Sequence[Group], cohort: Cohort) -> Table:
    columns = (
        _("Route") if cohort.by is By.ROUTE else _("Classification"),
        _("n"),
        _("Repaired"),
        _("Still open"),
        _("Half repaired after"),
        _("95 % interval"),
        _("85 % repaired after"),
        _("Open at the goal"),
        _("Closed without a resolve"),
    )
    return Table(columns, (False, *(True for _column in columns[1:])), tuple(_row(g, cohort) for g in groups))


def _row(group: Group, cohort: Cohort) -> tuple[Cell, ...]:
    curve, told = group.curve, Condition("estimated", "is", (0,))
    opens = cohort.opens(*group.conditions, told)

    def counted(n: int, *more: Condition, text: str | None = None) -> Cell:
        return Cell(text or number(n), float(n), opens=cohort.opens(*group.conditions, *more))

    few = _("{hits} of {n}").format(hits=number(curve.events), n=number(curve.n)) if 0 < curve.n < FEW else None
    return (
        Cell(group.label, opens=opens),
        counted(curve.n, told),
        counted(curve.events, told, Condition("open", "is", (0,)), text=few),
        counted(curve.n - curve.events, Condition("open", "is", (1,))),
        _time(group, curve.quantile(0.5), cohort, opens),
        Cell(_interval(group, cohort), quiet=True),
        _time(group, curve.quantile(0.85), cohort, opens),
        _at_goal(group, opens),
        counted(group.estimated, Condition("estimated", "is", (1,))),
    )


def _time(group: Group, seconds: float | None, cohort: Cohort, opens: IncidentFilter) -> Cell:
    if not group.claimable:
        return Cell(NONE, quiet=True, opens=opens)
    if seconds is None:
        return Cell(_("not reached"), quiet=True, opens=opens)
    return Cell(clocks.text(seconds, cohort.asked.clock), seconds, opens=opens)


def _interval(group: Group, cohort: Cohort) -> str:
    if not group.claimable or group.curve.quantile(0.5) is None:
        return NONE
    low, high = group.curve.quantile_interval(0.5)
    return _("{low} – {high}").format(
        low=clocks.text(low or 0.0, cohort.asked.clock),
        high=_("not reached") if high is None else clocks.text(high, cohort.asked.clock),
    )


def _at_goal(group: Group, opens: IncidentFilter) -> Cell:
    share, band = group.against_goal.share(AT_GOAL), group.against_goal.band(AT_GOAL)
    if not group.judged or share is None or band is None:
        return Cell(NONE, quiet=True, opens=opens)
    text = _("{share} ({low} – {high})").format(
        share=percent(share), low=number(round(100 * band[0])), high=percent(band[1])
    )
    return Cell(text, share, strong=True, opens=opens)


def _values(groups: Sequence[Group], whole: Group, by: By, ticks: tuple[float, ...]) -> Mapping[str, object]:
    return {**_bare(whole, ticks), "by": by.value, "groups": {group.key: _bare(group, ticks) for group in groups}}


def _bare(group: Group, ticks: tuple[float, ...]) -> Mapping[str, object]:
    """Hours and shares, null where too little is known or where it is not reached."""
    curve, said = group.curve, group.claimable
    low, high = curve.quantile_interval(0.5) if said else (None, None)
    band = group.against_goal.band(AT_GOAL) if group.judged else None
    return {
        "n": curve.n,
        "events": curve.events,
        "open": curve.n - curve.events,
        "estimated": group.estimated,
        "median_h": _hours(curve.quantile(0.5)) if said else None,
        "median_low_h": _hours(low),
        "median_high_h": _hours(high),
        "p85_h": _hours(curve.quantile(0.85)) if said else None,
        "open_at_target": group.against_goal.share(AT_GOAL) if group.judged else None,
        "open_at_target_n": group.against_goal.n,
        "open_at_target_low": band[0] if band else None,
        "open_at_target_high": band[1] if band else None,
        "at_risk": [{"h": tick / HOUR, "n": curve.at_risk(tick)} for tick in ticks],
    }


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / HOUR
