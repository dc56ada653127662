"""Phases of a control chart: cut at recorded events, each with a range of its own; what it says in words.

The ranges are made over all that is known, whatever period is shown, so that they do not move with the reader's window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from desktop_app.domain.charts import Break, Signal
from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.phases import PhaseEvent
from desktop_app.domain.stamps import day
from desktop_app.measures.asking.weeks import WholeWeeks
from desktop_app.measures.certainty import xmr
from desktop_app.measures.certainty.xmr import LEAST, Chart, Sign
from desktop_app.measures.lives.ends import Flags, Seconds

LEAST_DRAWN: Final = 26
"""So many weeks a picture shows where so many are known: in a month alone nobody sees what is usual."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Weeks ``first`` up to ``end``; ``points`` are the weeks that have one, ``label`` is the event it begins with."""

    first: int
    end: int
    label: str
    points: Seconds
    chart: Chart | None  # None without any point

    @property
    def frozen_at(self) -> int:
        """The last week that the range was made of."""
        return int(self.points[self.chart.made_of - 1]) if self.chart else self.first

    @property
    def solid(self) -> bool:
        """Its range carries a claim."""
        return self.chart is not None and not self.chart.provisional

    def signs(self) -> Iterator[tuple[int, Sign]]:
        """The weeks with a sign."""
        for week, sign in zip(self.points, self.chart.signs if self.chart else (), strict=True):
            if sign is not None:
                yield int(week), sign

    def points_in(self, shown: range) -> int:
        return sum(1 for week in self.points if int(week) in shown)


def phases(
    weeks: WholeWeeks,
    events: Sequence[PhaseEvent],
    kind: Classification | None,
    points: Seconds,
    made: Callable[[Flags], Chart],
) -> tuple[Phase, ...]:
    """The phases of a classification (None: of all together). ``made`` makes the chart of some of the points."""
    cuts: dict[int, list[str]] = {0: []}
    for on, labels in _concerning(events, kind):
        begins = weeks.first_from(on)
        if 0 < begins < weeks.n:
            cuts.setdefault(begins, []).append(labels)
    found = []
    for first, end in pairwise([*sorted(cuts), weeks.n]):
        inside = (points >= first) & (points < end)
        chart = made(inside) if inside.any() else None
        found.append(Phase(first, end, "; ".join(cuts[first]), points[inside], chart))
    return tuple(found)


def _concerning(events: Sequence[PhaseEvent], kind: Classification | None) -> Iterator[tuple[date, str]]:
    """Day and label of the events of a classification or of all; for all, what happened to each one on a day counts."""
    ordered = sorted(events, key=lambda event: (event.on, event.kind))
    for (on, _kind), group in groupby(ordered, key=lambda event: (event.on, event.kind)):
        held = list(group)
        everywhere = {event.classification for event in held} >= set(Classification)
        own = [event for event in held if event.classification is None or event.classification is kind]
        titles = list(dict.fromkeys(event.title for event in own))
        if kind is None and everywhere:
            titles.append(held[0].kind.label)
        if titles:
            said = ", ".join(titles)
            yield on, said if day(on) in said else f"{said}, {day(on)}"


def drawn(shown: range) -> range:
    """The weeks of the picture: those of the period, after enough of the weeks before it to see what is usual."""
    return range(max(0, min(shown.start, shown.stop - LEAST_DRAWN)), shown.stop) if shown else shown


def breaks(found: Sequence[Phase], shown: range) -> tuple[Break, ...]:
    """Where phases begin in the picture, and the period where weeks before it are drawn."""
    weeks = drawn(shown)
    begun = {phase.first: phase.label for phase in found if phase.label and phase.first in weeks}
    if weeks.start < shown.start:
        begun.setdefault(shown.start, _("the period begins"))
    return tuple(Break(week - weeks.start, label) for week, label in sorted(begun.items()))


def signals(found: Sequence[Phase], shown: range, words: Mapping[Sign, str]) -> tuple[Signal, ...]:
    weeks = drawn(shown)
    return tuple(Signal(week - weeks.start, words[sign]) for week, sign in _shown(found, weeks))


def _shown(found: Sequence[Phase], shown: range) -> list[tuple[int, Sign]]:
    return [(week, sign) for phase in found for week, sign in phase.signs() if week in shown]


@dataclass(frozen=True, slots=True)
class Sentences:
    """What a chart calls its signs: ``weeks`` of one sign in a headline (singular, plural), ``none`` is no week."""

    weeks: Mapping[Sign, tuple[str, str]]
    none: str


def headline(found: Sequence[Phase], shown: range, weeks: WholeWeeks, said: Sentences) -> str:
    """The gravest sign with the newest of its weeks; or that there is none, or too few weeks to tell."""
    seen = [phase for phase in found if phase.points_in(shown)]
    if not seen:
        return said.none
    if not any(phase.solid for phase in seen):
        return too_few(seen[-1])
    signs = _shown(found, shown)
    for sign in Sign:
        held = [week for week, each in signs if each is sign]
        if held:
            singular, plural = said.weeks[sign]
            text = singular if len(held) == 1 else plural
            return text.format(n=number(len(held)), day=day(weeks.mondays[held[-1]]))
    n = sum(phase.points_in(shown) for phase in seen if phase.solid)
    return ngettext("Nothing unusual in {n} week", "Nothing unusual in {n} weeks", n).format(n=number(n))


def too_few(phase: Phase) -> str:
    made_of = phase.chart.made_of if phase.chart else 0
    return _("Too few weeks for a normal range ({n} of {least})").format(n=number(made_of), least=number(LEAST))


def note(found: Sequence[Phase], shown: range) -> str:
    """A second sentence: how many weeks are marked in all, or that the newest phase is too young."""
    seen = [phase for phase in found if phase.points_in(shown)]
    if len(seen) > 1 and not seen[-1].solid:
        return _("Since “{event}” there are too few weeks for a normal range ({n} of {least}).").format(
            event=seen[-1].label, n=number(len(seen[-1].points)), least=number(LEAST)
        )
    marked = len(_shown(found, drawn(shown)))
    if marked < 2:
        return ""
    return _("{n} weeks are marked in all.").format(n=number(marked))


def definition_lines() -> list[str]:
    return [
        _(
            "Normal range (XmR): the centre ± {spread} times the mean moving range of the first {least} to {most} "
            "weeks of a phase, then frozen; provisional below {least}."
        ).format(spread=number(xmr.SPREAD, 2), least=number(LEAST), most=number(xmr.MOST)),
        _(
            "Signs: a week outside the range; {run} in a row on one side of the centre; 3 of 4 closer to the same "
            "limit than to the centre. In a steady process about one week in a hundred lies outside by chance."
        ).format(run=number(xmr.RUN)),
        _(
            "A phase begins with the first week that is known, and with the first whole week after a recorded event: "
            "a target change, a rotation, a permanent fix, or what was told by hand. "
            "The period decides of which weeks sentence and counts speak; the picture shows at least {drawn} weeks "
            "up to its end."
        ).format(drawn=number(LEAST_DRAWN)),
    ]


def span_note(found: Sequence[Phase], shown: range, weeks: WholeWeeks) -> list[str]:
    """Which weeks each range shown was made of."""
    return [
        ngettext(
            "Range from {first} made of {n} week, the last one from {last}.",
            "Range from {first} made of {n} weeks, the last one from {last}.",
            phase.chart.made_of,
        ).format(
            first=day(weeks.mondays[phase.first]),
            n=number(phase.chart.made_of),
            last=day(weeks.mondays[phase.frozen_at]),
        )
        for phase in found
        if phase.chart and phase.chart.made_of > 1 and phase.points_in(shown)
    ]
