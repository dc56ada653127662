"""The article's table: its targets are means, so means stand against them here; beside it its four case numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from desktop_app.domain.case_numbers import CaseNumber, CaseNumbers
from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, number
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import End
from desktop_app.domain.targets import article_targets
from desktop_app.domain.teams import Side
from desktop_app.measures.against_goal import case_numbers as case
from desktop_app.measures.against_goal.article_table import TOO_FEW
from desktop_app.measures.asking import stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import period_line
from desktop_app.measures.asking.chosen import included, inside, kept, left_out, repaired
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.conditions import JUDGED, due_in
from desktop_app.measures.asking.means import Means
from desktop_app.measures.asking.repair_ends import behind_ended, cohort_words, repair_ends
from desktop_app.measures.asking.wording import NONE, goal_title, listed
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives.ends import Flags, Seconds, instants
from desktop_app.measures.lives.ordered import Times, by_route

_SIDES = (Side.OPS, Side.DEV)


@dataclass(frozen=True, eq=False)
class _Kind(Means):
    """What was resolved in the period at one classification: ascending seconds, and the sums by resolving side."""

    kind: Classification
    seconds: Seconds
    sides: Mapping[Side, tuple[int, int]]
    estimated: int  # closed in the period without a resolve

    @property
    def told(self) -> bool:
        return self.n >= FEW

    @property
    def hidden(self) -> frozenset[Side]:
        """Sides whose mean would tell of fewer than five, and those that would give such a one away."""
        few = {side for side, (n, _sum) in self.sides.items() if 0 < n < TOO_FEW}
        if few and sum(n for n, _sum in self.sides.values()) == self.n:
            few |= {side for side, (n, _sum) in self.sides.items() if n}
        return frozenset(few)

    def side_mean(self, side: Side) -> float | None:
        n, total = self.sides[side]
        return total / n if n and self.claimable and side not in self.hidden else None


def figure(asked: Asked) -> Figure:
    """The figure "article": a table alone; the mean is never the verdict."""
    within = inside(repair_ends(asked), asked.period, asked.frame.zone)
    chosen = repaired(asked) & within
    kinds = _kinds(asked, chosen)
    numbers = case_numbers(asked)
    n, estimated = sum(kind.n for kind in kinds), sum(kind.estimated for kind in kinds)
    told = stated.counts(n, left_out(asked, within), {_("closed without a resolve"): estimated})
    return Figure(
        key="article",
        title=_("Beside the article"),
        headline=_headline(asked, kinds),
        definition=stated.one_line([cohort_words(asked), *stated.rules_words(asked.base.rules, asked.clock)], told),
        definition_lines=_lines(asked, numbers, told),
        chart=None,
        table=_table(asked, kinds, chosen),
        n=n,
        values={
            "by_classification": {kind.kind.key: _bare(asked, kind) for kind in kinds},
            "case_numbers": {each.key: _case(each) for each in numbers},
        },
        note="; ".join(_beside(each) for each in numbers),
    )


def case_numbers(asked: Asked) -> CaseNumbers:
    """The four case numbers, of what was due in the period; without one, of everything."""
    rows = kept(asked).copy()
    if asked.period != Period():
        rows &= inside(instants(asked.measured["deadline_at"]), asked.period, asked.frame.zone)
        rows &= np.isin(asked.measured["outcome"].to_numpy(), [outcome.value for outcome in JUDGED])
    columns = ("exclusion", "status", "release_related", "resolved_side", "classification", "system_error")
    table = asked.measured.select(columns)[np.flatnonzero(rows)]
    return case.case_numbers(table, asked.frame, due_in(asked.base, asked.period))


def _beside(each: CaseNumber) -> str:
    if not each.article:
        return each.sentence
    return _("{sentence} (article: {article})").format(sentence=each.sentence, article=each.article)


def _case(each: CaseNumber) -> dict[str, object]:
    found = {k: v for k, v in asdict(each).items() if k not in ("opens", "opens_all", "title")}
    return {**found, "article": each.article or None}


def _kinds(asked: Asked, chosen: Flags) -> list[_Kind]:
    closed = inside(instants(asked.measured["closed_at"]), asked.period, asked.frame.zone)
    closed &= included(asked) & asked.measured["estimated"].to_numpy()
    estimated = np.bincount(asked.measured["classification"].to_numpy()[closed], minlength=max(Classification) + 1)
    times = asked.times or Times.of(asked.measured["classification"], asked.measured, asked.frame)
    found = []
    for each in Classification:
        cut = times.repaired.cut(each, chosen)
        sums = cut.by_side()
        sides = {side: sums.get(side, (0, 0)) for side in _SIDES}
        found.append(_Kind(each, cut.seconds, sides, int(estimated[each])))
    return found


def _behind(asked: Asked, chosen: Flags, kind: Classification, side: Side | None = None) -> IncidentFilter:
    """What was repaired in the period at a classification, as far as the side that resolved it is this one."""
    rows = chosen & (asked.measured["classification"].to_numpy() == kind)
    more = () if side is None else (Condition("resolved_side", "one_of", (side.key,)),)
    if side is not None:
        rows &= asked.measured["resolved_side"].fill_null(Side.UNKNOWN.value).to_numpy() == side.value
    return behind_ended(asked, rows, Condition("classification", "one_of", (kind.key,)), *more)


def _table(asked: Asked, kinds: list[_Kind], chosen: Flags) -> Table:
    sided = (_("MTTR, Ops"), _("MTTR, Dev")) if by_route(asked.frame) else ()
    columns = (
        _("Classification"), _("Article: Ops"), _("Article: Dev"), _("Article: goal"), goal_title(asked.target_set),
        _("MTTR, all"), _("95 % interval"), *sided, _("Median"), _("P85"), _("n"),
    )  # fmt: skip
    rows = tuple(_row(asked, kind, chosen) for kind in kinds)
    return Table(columns, (False, *(True for _column in columns[1:])), rows)


def _row(asked: Asked, kind: _Kind, chosen: Flags) -> tuple[Cell, ...]:
    opens = _behind(asked, chosen, kind.kind)
    article = {name: {t.classification: t for t in targets} for _n, name, targets in article_targets()}
    shared, ops, dev = (each[kind.kind].label for each in article.values())
    target = asked.held.newest(kind.kind)

    def time(seconds: float | None, behind: IncidentFilter = opens, *, strong: bool = False) -> Cell:
        if seconds is None:
            return Cell(NONE, quiet=True, opens=behind)
        return Cell(clocks.text(seconds, asked.clock), seconds, strong=strong, opens=behind)

    span = NONE
    if kind.interval is not None:
        low, high = (clocks.text(edge, asked.clock) for edge in kind.interval)
        span = _("{low} – {high}").format(low=low, high=high)
    sides = []
    for side in _SIDES if by_route(asked.frame) else ():
        behind = _behind(asked, chosen, kind.kind, side)
        few = side in kind.hidden
        sides.append(Cell(_("few"), quiet=True, opens=behind) if few else time(kind.side_mean(side), behind))
    return (
        Cell(kind.kind.label, strong=True),
        *(Cell(each, quiet=True) for each in (ops, dev, shared)),
        Cell(target.label) if target else Cell(NONE, quiet=True),
        time(kind.mean, strong=True),
        Cell(span, quiet=True),
        *sides,
        time(kind.quantile(0.5)),
        time(kind.quantile(0.85)),
        Cell(number(kind.n), float(kind.n), quiet=True, opens=opens),
    )


def _headline(asked: Asked, kinds: list[_Kind]) -> str:
    """Where the whole interval of the mean lies on one side of the goal, and that a mean is no verdict."""
    if not any(kind.told for kind in kinds):
        return _("Fewer than ten incidents resolved at each classification: counts only")
    if not any(kind.interval for kind in kinds):
        return _("More than 10 % were closed without a resolve: too many to compare a mean with its goal")
    held = asked.held
    if asked.target_set.targets and not held.targets:
        return _("No goal held in this period")
    past, within = [], []
    for kind in kinds:
        target = held.newest(kind.kind)
        goal = clocks.mark_seconds(target, asked.clock) if target is not None else None
        if goal is None or kind.interval is None:
            continue
        low, high = kind.interval
        past += [kind.kind.label] if low > goal else []
        within += [kind.kind.label] if high <= goal else []
    if past and within:
        text = _("The mean is past the goal at {past} and inside it at {within}; a mean is not how many came in time")
    elif past:
        text = _("The mean is past the goal at {past}; a mean is not how many came in time")
    elif within:
        text = _("The mean is inside the goal at {within}; a mean is not how many came in time")
    else:
        text = _("No mean lies clearly inside or past its goal")
    return text.format(past=listed(past), within=listed(within))


def _lines(asked: Asked, numbers: CaseNumbers, told: str) -> tuple[str, ...]:
    return (
        _("The article's targets are means, so the mean time to repair stands beside them here; it is no verdict."),
        *stated.rules_lines(asked.base.rules, asked.clock),
        period_line(_("resolve") if asked.base.rules.end is End.RESOLVED else _("end of the repair"), asked.period),
        told,
        _(
            "Open incidents and those closed without a resolve are in no mean; above 10 % of a classification closed "
            "without a resolve, no mean or quantile of it is named."
        ),
        _("MTTR of Ops and of Dev: of what that side held at the last resolve."),
        _("The 95 % interval is Student's for the mean, moved for its skewness (Johnson), as if independent."),
        _("Below ten incidents: counts only; below five, the mean of a side is only called few."),
        _("The case numbers: of what was due in the period; without a period, of everything."),
        *numbers.definition,
    )


def _bare(asked: Asked, kind: _Kind) -> dict[str, object]:
    """Hours on the reader's clock, None where nothing is claimed."""
    target = asked.held.newest(kind.kind)
    low, high = kind.interval or (None, None)

    def hours(seconds: float | None) -> float | None:
        return None if seconds is None else seconds / HOUR

    return {
        "goal": target.label if target else None,
        "n": kind.n,
        "mean_h": hours(kind.mean),
        "ops_mean_h": hours(kind.side_mean(Side.OPS)),
        "dev_mean_h": hours(kind.side_mean(Side.DEV)),
        "low_h": hours(low),
        "high_h": hours(high),
        "median_h": hours(kind.quantile(0.5)),
        "p85_h": hours(kind.quantile(0.85)),
    }
