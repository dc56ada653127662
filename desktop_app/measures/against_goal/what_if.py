"""What if the targets were others: the same history judged again by the same rules.

It assumes that nobody acted differently, and says so.
"""

from __future__ import annotations

from functools import partial

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.targets import Target
from desktop_app.measures.against_goal.replayed import Replayed, Side
from desktop_app.measures.against_goal.share_cells import n_cell
from desktop_app.measures.against_goal.what_if_curve import chart, reached, time_words
from desktop_app.measures.asking import chosen, judged, stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import period_line
from desktop_app.measures.asking.cohort import Counts
from desktop_app.measures.asking.wording import NONE, in_time
from desktop_app.measures.lives.ends import Flags


def figure(asked: Asked) -> Figure:
    """Attainment against the target of ``choice.classification`` (default: the one with most due), and the trial."""
    found = Replayed(asked)
    return Figure(
        key="what_if",
        title=_("What if the goal were another: {classification}").format(classification=found.kind.label),
        headline=_headline(found),
        definition=_definition(found),
        definition_lines=_definition_lines(found),
        chart=chart(found),
        table=_table(found),
        n=found.today.whole.n,
        values=_values(found),
        note=_note(found),
    )


# -- sentences


def _headline(found: Replayed) -> str:
    asked, today, then = found.today.asked, found.today.whole, found.then
    if not found.kinds:
        return _("“{name}” has no goals yet").format(name=asked.target_set.name)
    if not today.n:
        return _("No incident has reached its deadline here yet")
    if then is None:
        return _of_one(found)
    text = _("With the tried goals {then} would have been in time; with today's {now}")
    if any(found.changed(kind) for kind in found.kinds):
        text = _("With the tried goals {then} would have been in time; with the goals of their time {now}")
    return text.format(then=_share_words(then.whole), now=_share_words(today))


def _share_words(part: Counts) -> str:
    """``78 % of 412``, or ``3 of 4``."""
    if not part.claimable:
        return in_time(part) if part.n else _("none of 0")
    return _("{share} of {n}").format(share=percent(part.in_time / part.told), n=number(part.counted))


def _of_one(found: Replayed) -> str:
    """What the curve of one classification says."""
    kind, part = found.kind, found.today.of(found.kind)
    target = found.today.target(kind)
    if target is None:
        return _("{classification} has no goal yet").format(classification=kind.label)
    if not part.claimable:
        return _("{classification}: too few incidents, or too many without a resolve, to try other goals").format(
            classification=kind.label
        )
    words = {
        "classification": kind.label,
        "share": percent(found.today.asked.target_set.agreed_share),
        "today": _today(found, target),
    }
    tightest = found.tightest[kind]
    if tightest is None and found.curves[kind].first_met(found.today.asked.target_set.agreed_share) is not None:
        return _(
            "At {classification} too few are due under tighter goals to say which one would have been met {share} of "
            "the time; {today}"
        ).format(**words)
    if tightest is None:
        return _(
            "At {classification} no goal would have been met {share} of the time, as far as the data reach; {today}"
        ).format(**words)
    return _("At {classification} the tightest goal met {share} of the time is {time}; {today}").format(
        **words, time=time_words(found, kind, tightest)
    )


def _today(found: Replayed, target: Target) -> str:
    """How today's goal is met; where it changed, what it would have come to, and what the goals of their time did."""
    part = found.today.of(found.kind)
    now = percent(part.in_time / part.told)
    if not found.changed(found.kind):
        return _("today's {goal} is met {now}").format(goal=target.label, now=now)
    share = reached(found, found.today)
    if share is None:
        return _("the goals of their time were met {now}").format(now=now)
    return _("today's {goal} would have been met {at}; the goals of their time were met {now}").format(
        goal=target.label, at=percent(share), now=now
    )


def _note(found: Replayed) -> str:
    assumed = _("This assumes that nobody acted differently.")
    flips = found.flips
    if flips is None:
        return assumed
    gained, lost = int(flips.gained.sum()), int(flips.lost.sum())
    text = ngettext(
        "{gained} of those late today would have been in time, {lost} of those in time would have been late.",
        "{gained} of those late today would have been in time, {lost} of those in time would have been late.",
        gained,
    )
    return f"{text.format(gained=number(gained), lost=number(lost))} {assumed}"


# -- the table


def _table(found: Replayed) -> Table:
    columns = [_("Classification"), _("Goal"), _("In time"), _("Hours above the goal"), _("Tightest goal")]
    if found.then:
        columns += [_("Tried"), _("In time then"), _("Hours above then"), _("Newly in time"), _("Newly late")]
    columns.append(_("n"))
    rows = [_row(found, kind) for kind in found.kinds]
    return Table(tuple(columns), (False, *[True] * (len(columns) - 1)), tuple(rows))


def _row(found: Replayed, kind: Classification) -> tuple[Cell, ...]:
    part, tightest = found.today.of(kind), found.tightest[kind]
    n = n_cell(part, partial(found.opens_due, kind))
    cells = [
        Cell(kind.label),
        _goal_cell(found.today.target(kind)),
        _share_cell(part, n.opens),
        _hours_cell(found.today.above[kind]),
        Cell(_untold(found, kind), quiet=True)
        if tightest is None
        else Cell(time_words(found, kind, tightest), tightest / HOUR, strong=True),
    ]
    if found.then and found.flips:
        of_kind = found.codes == kind
        cells += [
            _goal_cell(found.then.target(kind)),
            _share_cell(found.then.of(kind), None),
            _hours_cell(found.then.above[kind]),
            *(_flip_cell(found, rows & of_kind, kind) for rows in (found.flips.gained, found.flips.lost)),
        ]
    return (*cells, n)


def _untold(found: Replayed, kind: Classification) -> str:
    """Why no tightest goal is told."""
    share = found.today.asked.target_set.agreed_share
    few = not found.today.of(kind).claimable or found.curves[kind].first_met(share) is not None
    return _("too few") if few else _("not reached")


def _goal_cell(target: Target | None) -> Cell:
    return Cell(target.label, target.value) if target else Cell(NONE, quiet=True)


def _share_cell(part: Counts, opens: IncidentFilter | None) -> Cell:
    share = part.in_time / part.told if part.claimable else None
    return Cell(in_time(part), share, opens=opens)


def _hours_cell(hours: float) -> Cell:
    return Cell(number(hours, 1 if 0 < hours < 10 else 0), hours)


def _flip_cell(found: Replayed, rows: Flags, kind: Classification) -> Cell:
    n = int(rows.sum())
    return Cell(number(n), float(n), opens=found.opens(rows, kind))


# -- definition and values


def _definition(found: Replayed) -> str:
    asked = found.today.asked
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    parts = [
        _("deadline in the period") if bounded else _("every incident whose deadline has passed"),
        _("assumes nobody acted differently"),
        *stated.rules_words(asked.base.rules, asked.clock),
    ]
    return stated.one_line(parts, _counts(found))


def _counts(found: Replayed) -> str:
    return stated.due(found.today.whole, chosen.left_out_due(found.today.asked))


def _definition_lines(found: Replayed) -> tuple[str, ...]:
    asked = found.today.asked
    return (
        _("The same history is judged under other goals by the same rules; it assumes that nobody acted differently."),
        _(
            "At each goal: of the incidents whose deadline under that goal lies in the period and has passed, "
            "the share repaired by it. Which incidents are due changes with the goal."
        ),
        _(
            "Tightest goal: the smallest that {share} would have met, from at least ten incidents that are known, at "
            "it, just below it, and at today's goal; else too few. Not reached where the data stop short."
        ).format(share=percent(asked.target_set.agreed_share)),
        _("A tried goal holds from the day on which the set first had one for the classification."),
        _("“In time” and “Hours above the goal” in the table go by the goals of their time."),
        _("Hours above the goal: what late incidents took beyond it, those still open so far."),
        _(
            "Newly in time or late: due under both goals. Counts open the incidents themselves; more than {n} open "
            "everything that is due at the classification."
        ).format(n=number(chosen.MOST_IDS)),
        period_line(_("deadline"), asked.period),
        *stated.rules_lines(asked.base.rules, asked.clock),
        _("The 95 % interval is Wilson's, as if incidents were independent."),
        _counts(found),
    )


def _values(found: Replayed) -> dict[str, object]:
    flips = found.flips
    return {
        "classification": found.kind.key,
        "today": _side_values(found, found.today),
        "tried": _side_values(found, found.then) if found.then else None,
        "tightest_h": {k.key: None if s is None else s / HOUR for k, s in found.tightest.items()},
        "flips": {
            "newly_in_time": int(flips.gained.sum()),
            "newly_late": int(flips.lost.sum()),
            "newly_due": int(flips.entered.sum()),
            "no_longer_due": int(flips.left.sum()),
        }
        if flips
        else None,
    }


def _side_values(found: Replayed, side: Side) -> dict[str, object]:
    kinds = {kind.key: judged.bare(side.of(kind)) for kind in found.kinds}
    above = {kind.key: side.above[kind] for kind in found.kinds}
    return {**judged.bare(side.whole), "by_classification": kinds, "hours_above": above}
