"""What the page says of targets and their days, and what it reads from what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from desktop_app.domain import stamps
from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _
from desktop_app.domain.targets import Target, TargetSet


@dataclass(frozen=True, slots=True)
class Span:
    """A target and the last day it holds for, None while nothing follows it."""

    target: Target
    until: date | None


def spans(target_set: TargetSet, classification: Classification) -> tuple[Span, ...]:
    """The targets of one classification in the order of their days."""
    held = sorted(
        (t for t in target_set.targets if t.classification is classification), key=lambda t: t.valid_from or date.min
    )
    followed = [Span(t, (later.valid_from or date.min) - timedelta(days=1)) for t, later in pairwise(held)]
    return (*followed, *(Span(t, None) for t in held[-1:]))


def span_words(span: Span) -> str:
    """``until 31 May 2026``, ``1 Jun 2026 to 30 Jun 2026``, ``from 1 Jul 2026``."""
    start, end = span.target.valid_from, span.until
    if start and end:
        return _("{start} to {end}").format(start=day_words(start), end=day_words(end))
    if end:
        return _("until {day}").format(day=day_words(end))
    return _("from {day}").format(day=day_words(start)) if start else _("from the beginning")


def day_words(day: date) -> str:
    """``1 Jun 2026``: no reader can take the month for the day."""
    return stamps.day(day)


def preview(target_set: TargetSet, wanted: Target) -> str:
    """What would hold after a target is stored, before it is."""
    after = [t for t in target_set.targets if t.classification is wanted.classification]
    after = [t for t in after if t.valid_from != wanted.valid_from]
    placed = spans(TargetSet(target_set.id, target_set.name, target_set.kind, (*after, wanted)), wanted.classification)
    at = next(i for i, span in enumerate(placed) if span.target is wanted)
    before = next((t for t in target_set.targets if t.classification is wanted.classification and t not in after), None)
    days = _opened(placed[at])
    if before is None:
        words = _("{target} for incidents opened {days}").format(target=wanted.label, days=days)
    else:
        words = _("{target} instead of {before} for incidents opened {days}").format(
            target=wanted.label, before=before.label, days=days
        )
    if at:
        words += "; " + _("before that {target} still holds").format(target=placed[at - 1].target.label)
    if at + 1 < len(placed):
        words += "; " + _("after that {target} still holds").format(target=placed[at + 1].target.label)
    return words + "."


def anew_words(wanted: Target, today: date) -> str:
    """Said after the preview of a target that holds for days already past."""
    if wanted.valid_from is not None and wanted.valid_from >= today:
        return ""
    if wanted.valid_from is not None and wanted.valid_from >= today.replace(day=1):
        return " " + _("This month is counted anew.")
    return " " + _("Months already past are counted anew.")


def days_offered(stored: Target | None, today: date) -> tuple[date | None, ...]:
    """The days on which another goal in the place of ``stored`` may begin, the one that leaves the past alone first.

    Empty where there is no choice: nothing is stored, or it begins today or later.
    """
    if stored is None or (stored.valid_from or date.min) >= today:
        return ()
    month = today.replace(day=1)
    between = (month,) if (stored.valid_from or date.min) < month < today else ()
    return (today, *between, stored.valid_from)


def begin_words(day: date | None, today: date) -> str:
    """``today``, ``1 Nov 2026``, ``the beginning``."""
    if day is None:
        return _("the beginning")
    return _("today") if day == today else day_words(day)


def removal_preview(placed: Sequence[Span], gone: Target) -> str:
    """What would hold without a target."""
    left = [span.target for span in placed if span.target.id != gone.id]
    if not left:
        return _("{classification} would have no target in this set.").format(classification=gone.classification.label)
    return _("{target} is removed; {other} holds instead.").format(target=gone.label, other=left[-1].label)


def set_words(target_set: TargetSet, target: Target) -> str:
    """The sentence after a target is stored."""
    words = {
        "classification": target.classification.label,
        "name": target_set.name,
        "target": target.label,
    }
    if target.valid_from:
        return _("{classification} in {name} is {target} from {day}.").format(**words, day=day_words(target.valid_from))
    return _("{classification} in {name} is {target}.").format(**words)


def _opened(span: Span) -> str:
    if not span.target.valid_from and not span.until:
        return _("on any day")
    return span_words(span)
