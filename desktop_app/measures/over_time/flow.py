"""Flow: how many incidents were opened and ended in each whole week, and how many were open at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, Line, Tone, Weeks
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.language import _, number
from desktop_app.domain.rules import End
from desktop_app.measures.asking import chosen, stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import MOST_ESTIMATED
from desktop_app.measures.asking.known_ends import known_ends
from desktop_app.measures.asking.weeks import WholeWeeks, whole_weeks
from desktop_app.measures.lives.ends import Flags, Seconds, instants
from desktop_app.measures.over_time import flow_words

KEY: Final = "flow"


@dataclass(frozen=True, slots=True)
class Flow:
    """Per whole week shown. ``open_at_end[i] - open_at_end[i-1]`` is ``opened[i] - ended[i] - lost[i]``, exactly.

    ``lost`` were last seen open in that week, in a file that newer ones do not repeat.

    ``before`` were open when the first week began. ``bounds`` are where each week begins and the last one ends.
    ``begun`` and ``over`` tell per incident how many bounds lie before its opening and its end.
    """

    weeks: WholeWeeks
    shown: range
    bounds: Seconds
    opened: Seconds
    ended: Seconds
    lost: Seconds
    open_at_end: Seconds
    before: int
    begun: Seconds
    over: Seconds


class _Stamps:
    """When each incident of the figure opened and ended; ``rows`` of the frame. Never ended is the end of time.

    What is ``lost`` is known to have been open until it was last seen.
    """

    def __init__(self, asked: Asked) -> None:
        table, only = asked.measured, asked.choice.classification
        member = chosen.included(asked)
        if only:
            member &= table["classification"].to_numpy() == only
        self.estimated = table["estimated"].to_numpy()
        ends = known_ends(asked)
        untold: Flags = member & ends.untold
        self.untold = int(untold.sum())
        self.some_untold = untold
        self.rows = np.flatnonzero(member & ~untold)
        self.member: Flags = member
        self.opened: Seconds = instants(table["opened_at"])[self.rows]
        self.ended: Seconds = ends.at[self.rows]
        self.lost: Flags = ends.unseen[self.rows]


def figure(asked: Asked) -> Figure:
    """Only weeks that lie wholly in the period and in what is known."""
    stamps = _Stamps(asked)
    found = _flow(asked, stamps)
    mondays = tuple(found.weeks.mondays[place] for place in found.shown)
    lines = _lines(asked, stamps, found)
    changes = found.opened - found.ended - found.lost
    trend = flow_words.trend(changes, _sources_change(asked, stamps, found), _many_lost(found))
    n = int(found.opened.sum())
    return Figure(
        key=KEY,
        title=_("Flow by week"),
        headline=flow_words.headline(found.opened, found.ended, found.open_at_end, trend),
        definition=flow_words.line(mondays, _counted(asked, stamps, found)),
        definition_lines=flow_words.lines(asked, _counted(asked, stamps, found), stamps.untold, trend)
        + found.weeks.notes
        + flow_words.not_seen_since(int(found.lost.sum())),
        chart=Weeks(mondays, lines, Axis.COUNT, day_seconds=asked.clock.day_seconds) if mondays else None,
        table=_table(found, lines),
        n=n,
        values={
            "weeks": [
                {"monday": day.isoformat(), "opened": opened, "ended": ended, "open_at_end": left}
                for day, opened, ended, left in zip(
                    mondays, found.opened.tolist(), found.ended.tolist(), found.open_at_end.tolist(), strict=True
                )
            ],
            "open_before": found.before,
            "trend": trend.key,
            "change_per_week": trend.mean,
            "change_low": trend.low,
            "change_high": trend.high,
            "without_an_end": stamps.untold,
            "not_seen_since": int(found.lost.sum()),
        },
        note=" ".join(flow_words.not_seen_since(int(found.lost.sum()))),
    )


def _flow(asked: Asked, stamps: _Stamps) -> Flow:
    weeks = whole_weeks(asked.frame, stamps.member)
    shown = weeks.shown(asked.period)
    bounds = weeks.bounds[shown.start : shown.stop + 1] if len(shown) else np.zeros(0, dtype=np.int64)
    begun, over = (np.searchsorted(bounds, at, side="right") for at in (stamps.opened, stamps.ended))
    places = (begun, over[~stamps.lost], over[stamps.lost])
    opened, ended, lost = (np.bincount(each, minlength=len(bounds) + 1) for each in places)
    left = np.cumsum(opened - ended - lost)[:-1]
    before = int(left[0]) if len(shown) else 0
    return Flow(weeks, shown, bounds, opened[1:-1], ended[1:-1], lost[1:-1], left[1:], before, begun, over)


def _counted(asked: Asked, stamps: _Stamps, found: Flow) -> str:
    """How many were opened in the weeks shown, with the excluded that were opened in them."""
    opened = asked.measured["opened_at"].to_numpy()
    among = np.zeros(len(opened), dtype=np.bool_)
    if len(found.bounds):
        among = (opened >= found.bounds[0]) & (opened < found.bounds[-1])
    if only := asked.choice.classification:
        among &= asked.measured["classification"].to_numpy() == only
    untold = int((among & stamps.some_untold).sum())
    return stated.counts(
        int(found.opened.sum()), chosen.left_out(asked, among), {_("without the time of an end"): untold}
    )


def _sources_change(asked: Asked, stamps: _Stamps, found: Flow) -> bool:
    """Whether a source with a tenth of the incidents begins or ends inside the weeks: then the backlog jumps."""
    if not len(found.bounds):
        return False
    sources = asked.frame.incidents["source"].fill_null(-1).to_numpy()[stamps.rows]
    keys, counts = np.unique(sources, return_counts=True)
    if len(keys) < 2:
        return False
    for key in keys[counts * 10 >= len(sources)].tolist():
        first = int(stamps.opened[sources == key].min())
        known = asked.frame.as_of.get(key, asked.frame.now)
        if found.bounds[0] < first < found.bounds[-1] or found.bounds[0] < known < found.bounds[-1]:
            return True
    return False


def _many_lost(found: Flow) -> bool:
    """Whether of too many that left the backlog nothing tells that they ended."""
    lost = int(found.lost.sum())
    return lost > MOST_ESTIMATED * (lost + int(found.ended.sum()))


def _lines(asked: Asked, stamps: _Stamps, found: Flow) -> tuple[Line, ...]:

    def line(label: str, tone: Tone, counts: Seconds, filters: list[IncidentFilter | None]) -> Line:
        values = tuple(float(n) for n in counts.tolist())
        return Line(label, tone, values, tuple(number(n) for n in values), tuple(filters))

    ended = np.where(stamps.lost, -1, found.over)
    by_resolve = asked.base.rules.end is End.RESOLVED and not stamps.untold
    # weeks in which a close is all that tells of some end
    closed = set(np.unique(ended[stamps.estimated[stamps.rows]]).tolist())
    return (
        line(_("Opened"), Tone.FIRST, found.opened, [
            _opened_in(asked, stamps, found, place) for place in range(len(found.opened))
        ]),
        line(_("Ended"), Tone.SECOND, found.ended, [
            _ended_in(asked, stamps, found, place, ended, by_resolve=by_resolve and place + 1 not in closed)
            for place in range(len(found.ended))
        ]),
        line(_("Open at the end"), Tone.REST, found.open_at_end, _open_after(asked, stamps, found)),
    )  # fmt: skip


def _days(found: Flow, place: int) -> tuple[str, str]:
    monday = found.weeks.mondays[found.shown.start + place]
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _said(asked: Asked, *conditions: Condition) -> IncidentFilter:
    only = asked.choice.classification
    narrowed = (Condition("classification", "one_of", (only.key,)),) if only else ()
    return asked.base.merged(
        IncidentFilter(
            (
                Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
                Condition("status", "not_one_of", (Status.CANCELLED.key,)),
                *narrowed,
                *conditions,
            )
        )
    )


def _opened_in(asked: Asked, stamps: _Stamps, found: Flow, place: int) -> IncidentFilter:
    said = _said(asked, Condition("opened", "between", _days(found, place)))
    if not stamps.untold:
        return said
    return chosen.one_by_one(asked, stamps.rows[found.begun == place + 1], said)


def _ended_in(
    asked: Asked, stamps: _Stamps, found: Flow, place: int, ended: Seconds, *, by_resolve: bool
) -> IncidentFilter:
    """By conditions where every end is a resolve and the other way round; else one by one."""
    said = _said(
        asked,
        Condition("resolved", "between", _days(found, place)),
        Condition("open", "is", (0,)),
        Condition("estimated", "is", (0,)),
    )
    return said if by_resolve else chosen.one_by_one(asked, stamps.rows[ended == place + 1], said)


def _open_after(asked: Asked, stamps: _Stamps, found: Flow) -> list[IncidentFilter | None]:
    """One by one what was open at the end of each week; where they are too many, all that was opened until then.

    Only what was open when a week began or ended is looked through.
    """
    lasting = np.flatnonzero(found.begun != found.over)
    begun, over, rows = found.begun[lasting], found.over[lasting], stamps.rows[lasting]
    filters: list[IncidentFilter | None] = []
    for place, left in enumerate(found.open_at_end.tolist()):
        until = _said(asked, Condition("opened", "between", (None, _days(found, place)[1])))
        if left > chosen.MOST_IDS:
            filters.append(until)
            continue
        filters.append(chosen.one_by_one(asked, rows[(begun <= place + 1) & (over > place + 1)], until))
    return filters


def _table(found: Flow, lines: tuple[Line, ...]) -> Table:
    columns = (_("Week of"), *(line.label for line in lines), _("Change"))
    rows = []
    for place, shown in enumerate(found.shown):
        change = int(found.opened[place] - found.ended[place] - found.lost[place])
        text = number(change) if change <= 0 else _("+{n}").format(n=number(change))
        cells = [
            Cell(line.cells[place], line.values[place], opens=line.opens[place])
            for line in lines
        ]  # fmt: skip
        rows.append((Cell(found.weeks.mondays[shown].isoformat()), *cells, Cell(text.replace("-", "−"), float(change))))
    return Table(columns, (False, True, True, True, True), tuple(rows))
