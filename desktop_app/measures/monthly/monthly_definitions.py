"""The footer of the monthly sheet: what each part counts, generated from the facts behind it."""

from __future__ import annotations

from desktop_app.domain.calendars import Clock
from desktop_app.domain.durations import duration
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly_sheet import Sheet, Term
from desktop_app.domain.rules import ClassifiedAt, End
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.wording import goal_name


def definitions(asked: Asked, sheet: Sheet) -> tuple[Term, ...]:
    """In the order of the page; the last one says what the numbers are not for."""
    month = sheet.month_label
    attainment = (
        _(
            "incidents whose deadline (opened + {goal}) lies in {month}; repaired by then / all; open past it counts "
            "as missed; Wilson 95 % interval, as if independent; change by Newcombe. {unknown}"
        )
        .format(goal=goal_name(asked.target_set), month=month, unknown=_unknown(sheet))
        .strip()
    )
    return (
        Term(_("In time:"), attainment),
        Term(_("Repair time:"), _repair(asked)),
        Term(
            _("Mean, median, P85, dots:"),
            _("resolved in {month}; interval of the mean: Student's, moved for skewness.").format(month=month),
        ),
        Term(
            _("Ops, Dev:"),
            _("side holding it at the last resolve; under 5 incidents “few”, the other side too where it would tell."),
        ),
        Term(_("Between the teams:"), _between(sheet)),
        Term(_("Top errors:"), _errors(sheet)),
        Term(_("Left out:"), _left_out(sheet)),
        Term(_("Reopened within 7 d:"), _reopened(sheet)),
        Term("", _("Numbers change the system of work; none is used to judge a person or a team.")),
    )


def _unknown(sheet: Sheet) -> str:
    n = sheet.whole.unknown
    if not n:
        return ""
    return ngettext(
        "{n} closed late without a resolve cannot be told.", "{n} closed late without a resolve cannot be told.", n
    ).format(n=number(n))


def _repair(asked: Asked) -> str:
    """Where it differs from the house's own rules, that is said."""
    rules = asked.base.rules
    parts = [
        _("opened to the end of the impact") if rules.end is End.RESTORED else _("opened to last resolve"),
        _("waiting for user or supplier counted in")
        if rules.count_pauses
        else _("waiting for user or supplier excluded, for Dev included"),
    ]
    if rules.count_gaps:
        parts.append(_("time between resolve and reopening counted in"))
    if rules.classified is ClassifiedAt.OPENING:
        parts.append(_("goal of the classification when opened"))
    if asked.clock.kind is Clock.WORKING:
        parts.append(_("support hours, a day is {hours}").format(hours=duration(asked.clock.day_seconds)))
    return ", ".join(parts) + "."


def _between(sheet: Sheet) -> str:
    words = _("each side inside its own target for its own time, the whole past the goal.")
    if sheet.between.replay:
        words = f"{words} " + _("Replay: opened before there was a goal, judged by the first one; in no other count.")
    return words


def _errors(sheet: Sheet) -> str:
    words = _("opened in {month}, without release-related").format(month=sheet.month_label)
    n = sheet.errors.release_unknown
    if n:
        told = ngettext("for {n} of them nobody said", "for {n} of them nobody said", n).format(n=number(n))
        words = f"{words}; {told}"
    return f"{words}."


def _left_out(sheet: Sheet) -> str:
    """Of those opened in the month, as the workbook counts them."""
    total = sum(n for _reason, n in sheet.left_out)
    if not total:
        return _("none of those opened in {month}.").format(month=sheet.month_label)
    reasons = ", ".join(f"{number(n)} {reason}" for reason, n in sheet.left_out)
    words = _("{n} of those opened in {month} ({reasons}).")
    return words.format(n=number(total), month=sheet.month_label, reasons=reasons)


def _reopened(sheet: Sheet) -> str:
    if not sheet.whole.due:
        return "0."
    return _("{n} of {due} due.").format(n=number(sheet.reopened), due=number(sheet.whole.due))
