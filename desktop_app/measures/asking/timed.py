"""The cohort whose repair time is split: what the headline judges, as far as it has a repair time, open ones so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.measures.asking import chosen, stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import period_line
from desktop_app.measures.asking.cohort import MOST_ESTIMATED
from desktop_app.measures.lives.ends import Flags, instants


@dataclass(frozen=True, slots=True)
class Timed:
    """``rows`` of the frame; ``estimated`` are left out beside them. ``told``: there is a history of who held them."""

    asked: Asked
    rows: Flags
    n: int
    estimated: int
    open: int
    told: bool

    def opens(self, *more: Condition) -> IncidentFilter:
        """The filter that keeps exactly these rows of which the conditions hold."""
        kind = self.asked.choice.classification
        own = (Condition("classification", "one_of", (kind.key,)),) if kind else ()
        return chosen.behind_judged(self.asked, Condition("estimated", "is", (0,)), *own, *more)

    @property
    def unclaimed(self) -> str:
        """Why nothing is claimed, or empty."""
        if not self.n + self.estimated:
            return _("No incident has reached its deadline here yet")
        share = self.estimated / (self.n + self.estimated)
        if share <= MOST_ESTIMATED:
            return ""
        return _("{share} of the incidents were closed without a resolve: too many to say how long they took").format(
            share=percent(share)
        )


def timed(asked: Asked) -> Timed:
    """The judged incidents with a repair time; of ``choice.classification`` where one is chosen."""
    judged, estimated = chosen.judged(asked), asked.lives["estimated"].to_numpy()
    if (kind := asked.choice.classification) is not None:
        judged = judged & (asked.measured["classification"].to_numpy() == kind)
    rows = judged & ~estimated
    n = int(rows.sum())
    still_open = int((rows & asked.lives["open"].to_numpy()).sum())
    return Timed(asked, rows, n, int((judged & estimated).sum()), still_open, _told(asked))


def _told(asked: Asked) -> bool:
    """Whether there is any history: a dump that gives each incident one segment names its last team alone."""
    held = asked.frame.segments["incident"].to_numpy()
    return bool((held[1:] == held[:-1]).any())


def definition(asked: Asked, found: Timed, what: str) -> str:
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    parts = [
        _("deadline in the period") if bounded else _("every incident whose deadline has passed"),
        what,
        *stated.rules_words(asked.base.rules, asked.clock),
    ]
    return stated.one_line(parts, counts(asked, found))


def definition_lines(asked: Asked, found: Timed) -> list[str]:
    lines = [period_line(_("deadline"), asked.period)]
    if found.open:
        lines.append(
            ngettext(
                "{n} is still open past its deadline: its repair time so far is in it.",
                "{n} are still open past their deadline: their repair time so far is in it.",
                found.open,
            ).format(n=number(found.open))
        )
    return lines


def counts(asked: Asked, found: Timed) -> str:
    """Of how many incidents, and what was left out why."""
    due = chosen.inside(instants(asked.measured["deadline_at"]), asked.period, asked.frame.zone)
    passed = instants(asked.measured["deadline_at"]) <= asked.lives["as_of"].to_numpy()
    if (kind := asked.choice.classification) is not None:
        passed = passed & (asked.measured["classification"].to_numpy() == kind)
    out = chosen.left_out(asked, np.logical_and(due, passed))
    return stated.counts(found.n, out, {_("without a resolve"): found.estimated})
