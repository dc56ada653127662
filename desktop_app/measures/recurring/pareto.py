"""Which causes most incidents come from that no release caused: counts or hours, and how much they are of the whole."""

from __future__ import annotations

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, BarRow, Bars
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Amount, Figure
from desktop_app.domain.filters import Condition, IncidentFilter, Value
from desktop_app.domain.incidents import Exclusion, ReleaseRelated, Status
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.asking.chosen import one_by_one
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.recurring import pareto_words
from desktop_app.measures.recurring.pareto_causes import Cause, Found, count
from desktop_app.measures.recurring.pareto_words import TOP


def figure(asked: Asked) -> Figure:
    """The figure "pareto": the twenty causes with most incidents, or most hours, and everything else in one row."""
    found = count(asked)
    hours = asked.choice.amount is Amount.HOURS
    names = Causes(asked.frame)
    shown, rest = found.ranked[:TOP], found.ranked[TOP:]
    rows = [_row(asked, names, found, place) for place in range(len(shown))]
    if rest:
        label = ngettext("{n} other cause", "{n} other causes", len(rest)).format(n=number(len(rest)))
        rows.append(_rest(asked, found, rest, label))
    if found.nameless.n:
        rows.append(_nameless(asked, names, found, hours=hours))
    columns = (_("Hours") if hours else _("Incidents"), _("Share"), _("Cumulative"))
    table = Table(
        (_("Cause"), *columns),
        (False, True, True, True),
        tuple((Cell(row.label, strong=not row.rest, opens=row.opens), *row.cells) for row in rows),
    )
    return Figure(
        key="pareto",
        title=_("What incidents come from"),
        headline=pareto_words.headline(found, names, hours=hours),
        definition=pareto_words.line(asked, found, hours=hours),
        definition_lines=pareto_words.lines(asked, found, hours=hours),
        chart=Bars(tuple(rows), columns, Axis.HOURS if hours else Axis.COUNT),
        table=table,
        n=found.n,
        values={
            **_values(asked, found, names, shown, rest),
            "largest": "" if hours else pareto_words.largest(found, names),
        },
    )


def _behind(asked: Asked, *conditions: Condition) -> IncidentFilter:
    """The figure's incidents of which the conditions hold: those that no release is known to have caused."""
    days: tuple[Value, ...] = tuple(d.isoformat() if d else None for d in (asked.period.from_on, asked.period.to_on))
    parts = (
        Condition("opened", "between", days),
        Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
        Condition("status", "not_one_of", (Status.CANCELLED.key,)),
        Condition("release_related", "not_one_of", (ReleaseRelated.YES.key,)),
    )
    return asked.base.merged(IncidentFilter((*parts, *conditions)))


def _amount(low: int, high: int, *, hours: bool) -> str:
    if hours:
        low, high = round(low / HOUR), round(high / HOUR)
    if low == high:
        return number(high)
    return _("{low}–{high}").format(low=number(low), high=number(high))


def _share_words(share: tuple[float, float], *, told: bool) -> str:
    """``16 %``, ``14–18 %`` while a release is unknown; nothing for too few incidents, or most of them unknown."""
    if not told:
        return NONE
    low, high = (percent(each) for each in share)
    return high if low == high else _("{low}–{high}").format(low=low.removesuffix(" %"), high=high)


def _cells(
    found: Found, of: list[Cause], upto: list[Cause], opens: IncidentFilter | None, *, hours: bool
) -> tuple[Cell, ...]:
    low, high = sum(c.low for c in of), sum(c.high for c in of)
    share, cumulative = found.share(of), found.share(upto)
    told = found.told
    exact = high / HOUR if hours else float(high)
    return (
        Cell(_amount(low if told else high, high, hours=hours), exact, strong=True, opens=opens),
        Cell(_share_words(share, told=told), share[1] if told and share[0] == share[1] else None, quiet=not told),
        Cell(
            _share_words(cumulative, told=told),
            cumulative[1] if told and cumulative[0] == cumulative[1] else None,
            quiet=True,
        ),
    )


def _row(asked: Asked, names: Causes, found: Found, place: int) -> BarRow:
    cause = found.ranked[place]
    hours = asked.choice.amount is Amount.HOURS
    opens = _behind(asked, *names.conditions(cause.key))
    cells = _cells(found, [cause], found.ranked[: place + 1], opens, hours=hours)
    return BarRow(names.label(cause.key), float(cells[0].value or 0.0), cells, opens)


def _rest(asked: Asked, found: Found, rest: list[Cause], label: str) -> BarRow:
    chosen = found.chosen & np.isin(found.keys, [cause.key for cause in rest])
    opens = one_by_one(asked, chosen, _behind(asked))
    cells = _cells(found, rest, found.ranked, opens, hours=asked.choice.amount is Amount.HOURS)
    return BarRow(label, float(cells[0].value or 0.0), cells, opens, rest=True)


def _nameless(asked: Asked, names: Causes, found: Found, *, hours: bool) -> BarRow:
    opens = _behind(asked, *names.conditions(NO_CAUSE))
    cells = _cells(found, [found.nameless], [*found.ranked, found.nameless], opens, hours=hours)
    return BarRow(names.label(NO_CAUSE), float(cells[0].value or 0.0), cells, opens, rest=True)


def _values(asked: Asked, found: Found, names: Causes, shown: list[Cause], rest: list[Cause]) -> dict[str, object]:
    hours = asked.choice.amount is Amount.HOURS
    scale = HOUR if hours else 1
    told = found.n >= FEW

    def bare(chosen: list[Cause]) -> dict[str, object]:
        low, high = found.share(chosen)
        return {
            "low": sum(c.low for c in chosen) / scale if hours else sum(c.low for c in chosen),
            "high": sum(c.high for c in chosen) / scale if hours else sum(c.high for c in chosen),
            "incidents": sum(c.n for c in chosen),
            "share_low": low if told else None,
            "share_high": high if told else None,
        }

    return {
        "amount": asked.choice.amount.value,
        "causes": [
            {"name": names.label(c.key), "by": "system_error" if c.key > 0 else "system", **bare([c])} for c in shown
        ],
        "top": bare(shown),
        "others": {"causes": len(rest), **bare(rest)},
        "without_cause": found.nameless.n,
        "release_unknown": found.unknown,
    }
