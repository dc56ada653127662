"""The incidents that are open at as-of: what ageing, the oldest and work in progress speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome
from desktop_app.measures.asking import chosen, stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.known_ends import unseen
from desktop_app.measures.asking.wording import goal_name
from desktop_app.measures.lists.filtering import expression
from desktop_app.measures.lives.ends import Flags, Seconds, instants

PAST: Final = Condition("outcome", "one_of", (Outcome.OPEN_PAST.key,))


@dataclass(frozen=True, slots=True)
class Backlog:
    """The open incidents by row of the frame; ``age`` is the repair time so far in seconds on the reader's clock.

    ``past`` tells who is open past its own goal, ``before_goals`` who has none because it was opened before its
    classification had one. ``unseen`` more were open when last seen, in an older file: they are
    none of these. Where the reader chose a classification, it is of this one alone.
    """

    rows: Seconds
    kind: Seconds
    age: Seconds
    past: Flags
    before_goals: Flags
    unseen: int = 0

    @property
    def n(self) -> int:
        return len(self.rows)


def backlog(asked: Asked) -> Backlog:
    """Everything included that is open at as-of, whenever it was opened: the period does not apply."""
    table, only = asked.measured, asked.choice.classification
    kinds = table["classification"].to_numpy()
    member = chosen.included(asked) & table["open"].to_numpy()
    if only:
        member &= kinds == only
    missed = member & unseen(asked)
    rows = np.flatnonzero(member & ~missed)
    held = table[rows]
    return Backlog(
        rows,
        kinds[rows].astype(np.int64),
        np.maximum(instants(held["repair_s"]), 0),
        held["outcome"].to_numpy() == Outcome.OPEN_PAST,
        held["deadline_at"].is_null().to_numpy() & np.isin(kinds[rows], list(chosen.goals(asked.target_set))),
        int(missed.sum()),
    )


def opens(asked: Asked, found: Backlog, *conditions: Condition) -> IncidentFilter:
    """The filter that keeps exactly the open incidents of which the conditions hold.

    Nothing in a filter says when something was last seen: where that matters, they are opened one by one.
    """
    only = asked.choice.classification
    narrowed = (Condition("classification", "one_of", (only.key,)),) if only else ()
    held = (Condition("open", "is", (1,)), Condition("exclusion", "one_of", (Exclusion.NONE.key,)), *narrowed)
    said = asked.base.merged(IncidentFilter((*held, *(each for each in conditions if each not in held))))
    if not found.unseen:
        return said
    mine = expression(IncidentFilter(conditions), asked.frame)
    holds = asked.measured[found.rows].select(mine.alias("holds")).to_series().to_numpy()
    return chosen.one_by_one(asked, found.rows[np.broadcast_to(holds, found.n)], said)


def with_unseen(text: str, found: Backlog) -> str:
    """A headline joined by how many more may be open."""
    if not found.unseen:
        return text
    return ngettext(
        "{text}; {n} more was last seen open in an older file",
        "{text}; {n} more were last seen open in an older file",
        found.unseen,
    ).format(text=text, n=number(found.unseen))


def _unseen_line(found: Backlog) -> tuple[str, ...]:
    if not found.unseen:
        return ()
    text = ngettext(
        "{n} more was open when last seen, but is missing from newer files of its source: nothing tells whether it "
        "still is, and it is in none of these counts.",
        "{n} more were open when last seen, but are missing from newer files of their source: nothing tells whether "
        "they still are, and they are in none of these counts.",
        found.unseen,
    )
    return (text.format(n=number(found.unseen)),)


def of(kind: Classification) -> Condition:
    return Condition("classification", "one_of", (kind.key,))


def counted(asked: Asked, found: Backlog) -> str:
    """How many of how many, with who is left out by reason: the excluded without an end."""
    unfinished = asked.measured["resolved_at"].is_null().to_numpy() & asked.measured["closed_at"].is_null().to_numpy()
    only = asked.choice.classification
    if only:
        unfinished &= asked.measured["classification"].to_numpy() == only
    return stated.counts(found.n, chosen.left_out(asked, unfinished), {_("missing from newer files"): found.unseen})


def line(asked: Asked, found: Backlog) -> str:
    """The line under the picture."""
    parts = [_("open now, whenever opened"), _("age is the repair time so far")]
    return stated.one_line([*parts, *stated.rules_words(asked.base.rules, asked.clock)], counted(asked, found))


def lines(asked: Asked, found: Backlog) -> tuple[str, ...]:
    """What the definitions of these figures have in common."""
    return (
        _(
            "Open: neither resolved nor closed nor cancelled at the newest instant its source tells of. The period "
            "does not apply."
        ),
        *_unseen_line(found),
        _("Age: the repair time so far, so that it can be held against the goal."),
        *stated.rules_lines(asked.base.rules, asked.clock),
        _("Past the goal: open past the deadline under {goal}.").format(goal=goal_name(asked.target_set)),
        counted(asked, found),
    )
