"""What a number means, generated from the facts behind it: one line, and the whole of it."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.calendars import Clock
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.asking import stated
from desktop_app.measures.asking.cohort import Cohort
from desktop_app.measures.asking.wording import goal_name
from desktop_app.measures.clock.clocks import RunningClock


def line(cohort: Cohort, period: Period, clock: RunningClock, rules: Rules | None = None) -> str:
    """The line under the chart."""
    parts = [_cohort_words(cohort, period), *stated.rules_words(rules or Rules(), clock)]
    return stated.one_line(parts, counted(cohort))


def _cohort_words(cohort: Cohort, period: Period) -> str:
    bounded = period.from_on is not None or period.to_on is not None
    if not cohort.goals:
        return _("resolved in the period") if bounded else _("every resolved incident")
    return _("deadline in the period") if bounded else _("every incident whose deadline has passed")


def counted(cohort: Cohort) -> str:
    """How many of how many, with what has no goal and was resolved."""
    return stated.due(cohort.judged, cohort.left_out, cohort.n - cohort.judged.n)


def lines(
    cohort: Cohort, period: Period, clock: RunningClock, target_set: TargetSet, rules: Rules | None = None
) -> tuple[str, ...]:
    """The whole definition, one statement a line."""
    elsewhere = clock.kind is not Clock.WORKING and any(t.unit.working for t in target_set.targets)
    found = [
        *stated.rules_lines(rules or Rules(), clock),
        _(
            "In time: repaired within {goal} on that clock. The goal is the one that was valid on the day of opening."
        ).format(goal=goal_name(target_set)),
        *([_("Goals in working hours or days run in the support hours of the service.")] if elsewhere else []),
        _period_words(cohort, period),
        _("Open past the deadline counts as not in time; only what is repaired has a repair time."),
        _("Waiting: time on the same clock before somebody first works on it, where the history tells."),
        counted(cohort),
    ]
    if cohort.by_route:
        found.append(
            _(
                "Routes: through Dev has a Dev team on its way; bounced has three hand-overs or more; "
                "nobody lay longer without a team than with one. "
                "Resolved by: the side that held it at the last resolve."
            )
        )
    return (*found, *_remainders(cohort), *_small_numbers())


def _period_words(cohort: Cohort, period: Period) -> str:
    start, end = (_day(day) for day in (period.from_on, period.to_on))
    stamp = _("deadline") if cohort.goals else _("resolve")
    if not start and not end:
        return _("Period: everything whose {stamp} has passed.").format(stamp=stamp)
    return _("Period: {stamp} from {start} to {end}, both days inside, in the workspace's time zone.").format(
        stamp=stamp, start=start or _("the beginning"), end=end or _("the newest known instant")
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _remainders(cohort: Cohort) -> list[str]:
    """What is not in the cohort, or cannot be judged, counted out loud."""
    counted = (
        (
            cohort.not_due,
            ngettext(
                "{n} is not due yet, repaired or not, and belongs to a later count.",
                "{n} are not due yet, repaired or not, and belong to a later count.",
                cohort.not_due,
            ),
        ),
        (
            cohort.before_goals,
            ngettext(
                "{n} was opened before the target set had a goal for it.",
                "{n} were opened before the target set had a goal for them.",
                cohort.before_goals,
            ),
        ),
        (
            cohort.judged.unknown,
            ngettext(
                "{n} was closed without a resolve and after the deadline: it may have been in time.",
                "{n} were closed without a resolve and after the deadline: they may have been in time.",
                cohort.judged.unknown,
            ),
        ),
    )
    found = [text.format(n=number(n)) for n, text in counted if n]
    bare = sum(part.n for (kind, _group), part in cohort.parts.items() if kind not in cohort.goals)
    if bare and cohort.goals:
        found.append(
            ngettext(
                "{n} has a classification without a goal: shown when it was resolved in the period.",
                "{n} have a classification without a goal: shown when they were resolved in the period.",
                bare,
            ).format(n=number(bare))
        )
    return found


def _small_numbers() -> tuple[str, ...]:
    return (
        _(
            "Below ten incidents: counts only, no share, median or comparison; "
            "below five, the mean of a side is only called few."
        ),
        _("The 95 % interval is Wilson's, as if incidents were independent."),
        _("Where more than 10 % were closed without a resolve, the share is given as bounds and nothing is claimed."),
    )
