"""The trust card of a dump: what is odd in it, the worst first, and a grade that a manager understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.domain.trust import Doubt, Grade, TrustCard
from desktop_app.measures.trusting import trust_lines
from desktop_app.measures.trusting.trust_lines import Dump, Weighed

_DOUBTS: Final = (
    trust_lines.no_resolve,
    trust_lines.ambiguous_dates,
    trust_lines.zero_minutes,
    trust_lines.bulk_closes,
    trust_lines.month_end,
    trust_lines.duplicates,
    trust_lines.resolved_first,
    trust_lines.future,
    trust_lines.default_classification,
    trust_lines.unknown_sides,
)
_GRADES: Final = ((0.001, Grade.A), (0.1, Grade.B), (0.3, Grade.C))  # up to which share of the incidents is doubtful


def card(
    incidents: pl.DataFrame,
    doubts: Mapping[Doubt, pl.DataFrame],
    review: ImportReview,
    *,
    sides: Mapping[str, Side],
    as_of: int,
    left_out: frozenset[Doubt] = frozenset(),
) -> TrustCard | None:
    """How far a dump can be trusted; None where nothing of it can be stored and nothing was refused.

    ``incidents`` are those of an import's plan before anything was set aside: ``row`` (of the file), ``ticket``,
    ``classification``, ``status``, ``exclusion``, ``team``, and ``opened_at``, ``resolved_at``, ``closed_at`` in UTC
    seconds. ``doubts`` has ``row`` and ``ticket`` of what the plan found doubtful; ``sides`` are those of the teams,
    ``as_of`` is the newest stamp that can be believed, ``left_out`` what was set aside.

    Lines stand by what they move in a figure: no end at all first, then dates that read both ways, then by how far the
    worst median moves or by the share of incidents. The grade adds up the shares of incidents that are doubtful: A
    below 0.1 %, B below 10 %, C below 30 %, else D. What only makes comparing harder (unknown sides, one classification
    for all) counts a fiftieth, so that it never takes a dump below B alone; what was set aside counts no more, but its
    line stays.
    """
    dump = Dump(incidents, doubts, review, sides, as_of, left_out)
    if not incidents.height and not review.refusals:
        return None
    found = [weighed for doubt in _DOUBTS if (weighed := doubt(dump)) is not None] if incidents.height else []
    if not incidents.height:
        found = [weighed for doubt in (trust_lines.resolved_first, trust_lines.future) if (weighed := doubt(dump))]
    found.sort(key=lambda weighed: -weighed.effect)
    grade = _grade(found) if incidents.height else Grade.D
    return TrustCard(grade, _said(grade, len(found)), tuple(weighed.line for weighed in found))


def _grade(found: Sequence[Weighed]) -> Grade:
    touched = sum(weighed.touched for weighed in found if not weighed.line.left_out)
    return next((grade for most, grade in _GRADES if touched < most), Grade.D)


def _said(grade: Grade, things: int) -> str:
    """``good, with three things to know``."""
    words = {
        Grade.A: _("very good"),
        Grade.B: _("good"),
        Grade.C: _("usable with care"),
        Grade.D: _("do not rely on these figures"),
    }[grade]
    if not things:
        return _("{grade}, with nothing odd").format(grade=words)
    text = ngettext("{grade}, with {n} thing to know", "{grade}, with {n} things to know", things)
    return text.format(grade=words, n=_in_words(things))


def _in_words(n: int) -> str:
    words = (
        _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"), _("ten"),
    )  # fmt: skip
    return words[n - 1] if n <= len(words) else number(n)
