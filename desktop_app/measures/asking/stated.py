"""How a definition says what it counts with: the end of a repair, pauses, reopening, the clock, what is left out."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.calendars import Clock
from desktop_app.domain.durations import duration
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.lives import REOPEN_DAYS
from desktop_app.domain.rules import ClassifiedAt, End, Rules
from desktop_app.measures.asking.cohort import Counts
from desktop_app.measures.clock.clocks import RunningClock


def rules_words(rules: Rules, clock: RunningClock) -> list[str]:
    """The rules as the parts of one line."""
    ends = rules.end is End.RESOLVED
    words = [
        _("repair ends at the last resolve") if ends else _("repair ends when the impact ended"),
        _("waiting of every kind counts")
        if rules.count_pauses
        else _("waiting for the user or a supplier stops the clock"),
    ]
    if rules.count_gaps:
        words.append(_("the time until a reopening counts"))
    if rules.classified is ClassifiedAt.OPENING:
        words.append(_("classification when opened"))
    if clock.kind is Clock.WORKING:
        words.append(_("the clock runs in support hours"))
    return words


def rules_lines(rules: Rules, clock: RunningClock) -> list[str]:
    """The rules as whole statements."""
    return [
        _end_line(rules).format(clock=_clock_words(clock)),
        _("Waiting counts, whatever it is for.")
        if rules.count_pauses
        else _("Waiting for the user or a supplier stops the clock; waiting for Dev, a change or a problem does not."),
        _("The time between a resolve and the reopening after it counts.")
        if rules.count_gaps
        else _("The time between a resolve and the reopening after it counts neither as work nor as waiting."),
        late_reopening(),
        _("The classification is the one when the incident was opened.")
        if rules.classified is ClassifiedAt.OPENING
        else _("The classification is today's, or the one at the resolve."),
    ]


def late_reopening() -> str:
    """What becomes of a reopening long after the end."""
    words = _("Reopened more than {days} days after its end in a log or here, it is a new incident that names the old.")
    return words.format(days=number(REOPEN_DAYS))


def _end_line(rules: Rules) -> str:
    if rules.end is End.RESTORED:
        return _(
            "Repair time: from opened to the end of the impact, or to the last resolve where none is told, in {clock}."
        )
    return _("Repair time: from opened to the last resolve, in {clock}.")


def _clock_words(clock: RunningClock) -> str:
    if clock.kind is Clock.ELAPSED:
        return _("elapsed time, 24 × 7")
    return _("support hours; a day is {hours}").format(hours=duration(clock.day_seconds))


def counts(n: int, out: Mapping[Exclusion, int], more: Mapping[str, int] | None = None) -> str:
    """``412 of 430 incidents, 18 left out: requests 11, without a resolve 7.`` ``more`` are reasons in words."""
    reasons = {reason.label: count for reason, count in out.items()} | dict(more or {})
    reasons = {label: count for label, count in reasons.items() if count}
    lost = sum(reasons.values())
    if not lost:
        return ngettext("{n} incident, none left out.", "{n} incidents, none left out.", n).format(n=number(n))
    return ngettext(
        "{n} of {all} incident, {out} left out: {reasons}.",
        "{n} of {all} incidents, {out} left out: {reasons}.",
        n + lost,
    ).format(
        n=number(n),
        all=number(n + lost),
        out=number(lost),
        reasons=", ".join(f"{label} {number(count)}" for label, count in reasons.items()),
    )


def due(part: Counts, out: Mapping[Exclusion, int], more: int = 0) -> str:
    """``counts`` of what was due, and of ``more`` beside it: where a share is told, without those it cannot tell of."""
    if part.claimable:
        return counts(part.told + more, out, {_("closed late without a resolve"): part.unknown})
    text = counts(part.n + more, out)
    if part.unknown:
        text += " " + ngettext(
            "{n} cannot be told: closed late without a resolve.",
            "{n} cannot be told: closed late without a resolve.",
            part.unknown,
        ).format(n=number(part.unknown))
    return text


def one_line(parts: list[str], counted: str) -> str:
    """Parts of a definition and its counts as the line under a chart."""
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}. {counted}"
