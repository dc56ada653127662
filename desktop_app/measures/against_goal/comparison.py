"""The share in time in a period minus the one in the period before, by system, route, release or classification."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, IntervalRow, Intervals
from desktop_app.domain.figures import By, Figure
from desktop_app.domain.filters import Condition
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Route
from desktop_app.measures.against_goal import comparison_words
from desktop_app.measures.against_goal.article_table import TOO_FEW
from desktop_app.measures.against_goal.comparison_words import Compared, Pair, points
from desktop_app.measures.against_goal.share_cells import n_cell
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import before, before_label
from desktop_app.measures.asking.chosen import goals
from desktop_app.measures.asking.cohort import Counts, summed
from desktop_app.measures.asking.judged import NOTHING, bare, behind, counted
from desktop_app.measures.asking.wording import NONE, in_time

MOST_SYSTEMS: Final = 15

Codes = npt.NDArray[np.int64]


def figure(asked: Asked) -> Figure:
    """The figure "comparison": one row per group, with the difference where both periods have ten incidents."""
    by = asked.choice.by if asked.choice.by in _CUTS else None
    found = compared(asked, by or By.ROUTE)
    rows = tuple(_row(asked, found, pair) for pair in found.pairs)
    columns = (_("Before"), _("Now"), _("Change"), _("n before"), _("n"))
    table = Table(
        (_title(found.by), *columns),
        (False, *(True for _column in columns)),
        tuple((Cell(row.label, strong=True, opens=row.opens), *row.cells) for row in rows),
    )
    return Figure(
        key="comparison",
        title=_("Against the period before"),
        headline=comparison_words.headline(found),
        definition=comparison_words.line(asked, found),
        definition_lines=comparison_words.lines(asked, found),
        chart=Intervals(rows, columns, Axis.POINTS, zero=True) if found.before is not None else None,
        table=table,
        n=found.whole.now.n,
        values=_values(found),
        note=comparison_words.note(asked, found),
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """A code per row of the frame, and what each code stands for: in this order, label and conditions."""

    codes: Codes
    groups: Sequence[tuple[int, str, tuple[Condition, ...], bool]]


def compared(asked: Asked, by: By) -> Compared:
    """Both periods by group; groups without an incident in either are left out."""
    earlier = before(asked.period)
    cut = _CUTS[by](asked)
    now = counted(asked, asked.period, cut.codes)
    then = counted(asked, earlier, cut.codes) if earlier is not None else {}
    pairs = [
        Pair(label, now.get(code, NOTHING), then.get(code, NOTHING), conditions, rest)
        for code, label, conditions, rest in cut.groups
        if code in now or code in then
    ]
    whole = Pair("", summed(list(now.values())), summed(list(then.values())), ())
    if by is By.SYSTEM:
        pairs = _discreet(pairs)
    return Compared(by, earlier, before_label(asked.period), whole, tuple(pairs))


def _by_classification(asked: Asked) -> _Cut:
    groups = [
        (kind.value, kind.label, (Condition("classification", "one_of", (kind.key,)),), False)
        for kind in sorted(goals(asked.target_set))
    ]
    return _Cut(asked.measured["classification"].to_numpy().astype(np.int64), groups)


def _by_route(asked: Asked) -> _Cut:
    routes = [*(route for route in Route if route is not Route.UNKNOWN), Route.UNKNOWN]
    groups = [
        (route.value, route.label, (Condition("route", "one_of", (route.key,)),), route is Route.UNKNOWN)
        for route in routes
    ]
    return _Cut(asked.measured["route"].to_numpy().astype(np.int64), groups)


def _by_release(asked: Asked) -> _Cut:
    labels = {
        ReleaseRelated.NO: _("Not caused by a release"),
        ReleaseRelated.YES: _("Caused by a release"),
        ReleaseRelated.UNKNOWN: _("Release not known"),
    }
    groups = [
        (each.value, label, (Condition("release_related", "one_of", (each.key,)),), each is ReleaseRelated.UNKNOWN)
        for each, label in labels.items()
    ]
    return _Cut(asked.measured["release_related"].to_numpy().astype(np.int64), groups)


def _by_system(asked: Asked) -> _Cut:
    """The fifteen systems with most incidents in both periods, one row for the others, one for none told."""
    names = asked.frame.systems
    keys = asked.measured["system"].fill_null(0).to_numpy().astype(np.int64)  # ids begin at 1
    sizes: dict[int, int] = {}
    for period in (asked.period, before(asked.period)):
        for key, part in counted(asked, period, keys).items() if period is not None else ():
            sizes[key] = sizes.get(key, 0) + part.n
    ranked = sorted((k for k in sizes if k), key=lambda k: (-sizes[k], names.get(k, ""), k))
    shown, others = ranked[:MOST_SYSTEMS], ranked[MOST_SYSTEMS:]
    place_of = np.full(int(keys.max(initial=0)) + 1, len(shown) + 1, dtype=np.int64)
    place_of[0] = 0
    for place, key in enumerate(shown, 1):
        place_of[key] = place
    groups: list[tuple[int, str, tuple[Condition, ...], bool]] = [
        (place, names.get(key, ""), (Condition("system", "one_of", (names.get(key, ""),)),), False)
        for place, key in enumerate(shown, 1)
    ]
    label = ngettext("{n} other system", "{n} other systems", len(others)).format(n=number(len(others)))
    known = tuple(names.get(key, "") for key in shown)
    groups.append((len(shown) + 1, label, (Condition("system", "not_one_of", (*known, None)),), True))
    groups.append((0, _("No system told"), (Condition("system", "empty"),), True))
    return _Cut(place_of[keys], groups)


_CUTS: Final[Mapping[By, Callable[[Asked], _Cut]]] = {
    By.CLASSIFICATION: _by_classification,
    By.ROUTE: _by_route,
    By.RELEASE: _by_release,
    By.SYSTEM: _by_system,
}


def _discreet(pairs: list[Pair]) -> list[Pair]:
    """Pairs with fewer than five incidents in a period are hidden, and the smallest others while the sum tells them."""
    small = {n for n, pair in enumerate(pairs) if 0 < pair.now.n < TOO_FEW or 0 < pair.then.n < TOO_FEW}
    others = sorted(set(range(len(pairs))) - small, key=lambda n: (-pairs[n].now.n - pairs[n].then.n, -n))
    while others and _given_away([pairs[n] for n in small]):
        small.add(others.pop())
    return [replace(pair, hidden=n in small) for n, pair in enumerate(pairs)]


def _given_away(hidden: list[Pair]) -> bool:
    """Whether the whole without what is shown tells a hidden count: there is one alone, or each is 1, or each 4."""
    if len(hidden) == 1:
        return True
    for counts in ([pair.now.n for pair in hidden], [pair.then.n for pair in hidden]):
        some = sum(n > 0 for n in counts)
        if some and sum(counts) in (some, (TOO_FEW - 1) * some):
            return True
    return False


def _title(by: By) -> str:
    titles = {By.SYSTEM: _("System"), By.ROUTE: _("Route"), By.RELEASE: _("Release")}
    return titles.get(by, _("Classification"))


def _row(asked: Asked, found: Compared, pair: Pair) -> IntervalRow:
    share, n = _cells(asked, asked.period, pair, pair.now)
    share_before, n_before = _cells(asked, found.before, pair, pair.then)
    change = pair.change() if pair.comparable else None
    points_cell = Cell(points(change.value), change.value, strong=True) if change else Cell(NONE, quiet=True)
    cells = (share_before, share, points_cell, n_before, n)
    if change is None:
        return IntervalRow(pair.label, None, None, None, cells, n.opens)
    return IntervalRow(pair.label, change.value, change.low, change.high, cells, n.opens)


def _cells(asked: Asked, period: Period | None, pair: Pair, part: Counts) -> tuple[Cell, Cell]:
    """The share in a period and of how many it speaks; both open these."""
    if period is None:
        return Cell(NONE, quiet=True), Cell(NONE, quiet=True)
    n = n_cell(part, lambda outcomes: behind(asked, period, *pair.conditions, outcomes=outcomes))
    if pair.hidden:
        few = Cell(_("few"), quiet=True, opens=n.opens)
        return few, few
    return Cell(in_time(part), part.in_time / part.told if part.claimable else None, opens=n.opens), n


def _values(found: Compared) -> dict[str, object]:
    looks = len(found.looked_at)
    made: list[dict[str, object]] = []
    for pair in found.pairs:
        told: dict[str, object] = {"name": pair.label, "now": None, "before": None}
        if not pair.hidden:
            told |= {"now": bare(pair.now), "before": bare(pair.then) if found.before is not None else None}
        change = pair.change() if pair.comparable else None
        told["difference"] = change.value if change else None
        told["low"], told["high"] = (change.low, change.high) if change else (None, None)
        told["clear"] = pair.change(looks).clear if change else None
        made.append(told)
    return {"by": found.by.value, "before": found.label or None, "looked_at": looks, "groups": made}
