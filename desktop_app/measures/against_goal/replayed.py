"""The same history judged under other targets: what changes sides, and what is due only under one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome
from desktop_app.domain.rules import ClassifiedAt
from desktop_app.domain.targets import Target, TargetSet
from desktop_app.measures.against_goal.tried_targets import Tried, first_day, tried
from desktop_app.measures.asking import chosen, judged
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import Counts, summed
from desktop_app.measures.asking.conditions import JUDGED
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.ends import Flags
from desktop_app.measures.lives.goals import classified

_LATE: Final = (Outcome.MISSED.value, Outcome.OPEN_PAST.value)


@dataclass(frozen=True)
class Flips:
    """Rows of the frame: late today and in time under the trial, the reverse, and those due only under one of them."""

    gained: Flags
    lost: Flags
    entered: Flags
    left: Flags


@dataclass(frozen=True)
class Side:
    """The history under one target set: the judged rows, and how those of each classification stand.

    ``above`` are the hours that its late incidents took beyond their target, the open ones so far.
    """

    asked: Asked
    judged: Flags
    counts: Mapping[Classification, Counts]
    above: Mapping[Classification, float]

    @cached_property
    def whole(self) -> Counts:
        return summed(list(self.counts.values()))

    def of(self, kind: Classification) -> Counts:
        return self.counts.get(kind, judged.NOTHING)

    def target(self, kind: Classification) -> Target | None:
        return self.asked.target_set.newest(kind)


class Replayed:
    """``today`` is what was asked, ``then`` the same under ``choice.trial``; None without a trial."""

    def __init__(self, asked: Asked) -> None:
        self.codes = classified(asked.frame.incidents, asked.base.rules).to_numpy()
        self.today = self._side(asked)
        self.then = self._side(under(asked, asked.choice.trial)) if asked.choice.trial else None

    def _side(self, asked: Asked) -> Side:
        found = judged.counted(asked, asked.period, self.codes)
        rows = chosen.judged(asked)
        late = asked.measured["late_s"].fill_null(0).to_numpy()[rows]
        above = np.bincount(self.codes[rows], weights=late, minlength=max(Classification) + 1) / HOUR
        counts = {Classification(code): part for code, part in found.items()}
        return Side(asked, rows, counts, {kind: float(above[kind]) for kind in Classification})

    @property
    def kind(self) -> Classification:
        """The chosen classification, or the one with most due."""
        counts = self.today.counts
        wanted = self.today.asked.choice.classification
        return wanted or max(counts, key=lambda kind: (counts[kind].n, kind), default=Classification.MEDIUM)

    @property
    def kinds(self) -> list[Classification]:
        """Those with a goal, today or under the trial."""
        sides = [side for side in (self.today, self.then) if side]
        return [kind for kind in Classification if any(side.target(kind) for side in sides)]

    @cached_property
    def curves(self) -> Mapping[Classification, Tried]:
        """Every target for each classification, on the clock on which its target runs today."""
        return {kind: tried(self.today.asked, kind, self.today.target(kind)) for kind in self.kinds}

    @cached_property
    def tightest(self) -> Mapping[Classification, float | None]:
        """The smallest target in seconds that the agreed share would have met; None where not reached, or too few."""
        share = self.today.asked.target_set.agreed_share
        claimed = {kind: self.today.of(kind).claimable for kind in self.curves}
        return {kind: curve.tightest(share) if claimed[kind] else None for kind, curve in self.curves.items()}

    def changed(self, kind: Classification) -> bool:
        """Whether some of those that are due were opened under another goal than today's."""
        asked, target = self.today.asked, self.today.target(kind)
        since, _end = Period(target.valid_from if target else None).instants(asked.frame.zone)
        if since is None:
            return False
        mine = self.today.judged & (self.codes == kind)
        return bool((mine & (asked.measured["opened_at"].to_numpy() < since)).any())

    @cached_property
    def flips(self) -> Flips | None:
        """None without a trial."""
        if self.then is None:
            return None
        before, after = self.today.judged, self.then.judged
        now, then = (side.asked.measured["outcome"].to_numpy() for side in (self.today, self.then))
        both = before & after
        return Flips(
            both & np.isin(now, _LATE) & (then == Outcome.IN_TIME),
            both & (now == Outcome.IN_TIME) & np.isin(then, _LATE),
            after & ~before,
            before & ~after,
        )

    def opens(self, rows: Flags, kind: Classification | None) -> IncidentFilter:
        """These rows one by one, or where they are too many everything of the classification that is due today."""
        return chosen.one_by_one(self.today.asked, rows, self._due(kind))

    def opens_due(self, kind: Classification | None, outcomes: tuple[Outcome, ...] = JUDGED) -> IncidentFilter:
        """What is due today and went one of these ways."""
        asked = self.today.asked
        if kind is None or asked.base.rules.classified is ClassifiedAt.RESOLVE:
            return self._due(kind, outcomes)
        rows = self.today.judged & (self.codes == kind)
        rows &= np.isin(asked.measured["outcome"].to_numpy(), outcomes)
        return chosen.one_by_one(asked, rows, self._due(kind, outcomes))

    def _due(self, kind: Classification | None, outcomes: tuple[Outcome, ...] = JUDGED) -> IncidentFilter:
        own = (Condition("classification", "one_of", (kind.key,)),) if kind else ()
        return chosen.behind_judged(self.today.asked, *own, outcomes=outcomes)


def under(asked: Asked, trial: tuple[Target, ...]) -> Asked:
    """The same asked under a trial, by the function that measures under any target set.

    The targets of a classification that is tried give way to the trial's, which hold from the day of the first one.
    """
    held = asked.target_set
    kinds = {target.classification for target in trial}
    kept = [target for target in held.targets if target.classification not in kinds]
    targets = (*kept, *(replace(target, valid_from=first_day(held, target.classification)) for target in trial))
    target_set: TargetSet = replace(held, targets=targets)
    rows = measured.against(asked.frame, asked.lives, target_set, asked.clock, asked.base.rules)
    return replace(asked, measured=rows, target_set=target_set, unpaused=None)
