"""Sentences and definition of what incidents come from."""

from __future__ import annotations

from typing import Final

from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.measures.asking import causes
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import period_line
from desktop_app.measures.asking.causes import Causes
from desktop_app.measures.asking.chosen import inside, left_out
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.stated import counts, one_line, rules_lines, rules_words
from desktop_app.measures.lives.ends import instants
from desktop_app.measures.recurring.pareto_causes import Found

TOP: Final = 20
"""So many causes have a row of their own."""


def headline(found: Found, names: Causes, *, hours: bool) -> str:
    """The largest cause and the twenty together; bounds while a release is unknown, counts below ten."""
    if not found.n:
        return _("No incident is known here that no release caused")
    if not found.ranked:
        return _("No system error is told for these incidents, and no system")
    if found.n < FEW:
        return ngettext("{n} incident: too few for a share", "{n} incidents: too few for a share", found.n).format(
            n=number(found.n)
        )
    if not found.high:
        return _("No repair time is known for these incidents yet")
    first, top = found.ranked[0], found.ranked[:TOP]
    told = {"name": names.label(first.key), "n": number(found.n), "top": number(len(top))}
    if not (found.told and found.low):
        text = _(
            "It is not known of {unknown} of {n} incidents whether a release caused them; the largest cause is {name}"
        )
        return text.format(**told, unknown=number(found.unknown))
    shares = {"one": _between(found.share([first])), "all": _between(found.share(top))}
    if hours:
        text = _("{one} of the hours that no release caused go to {name}")
    else:
        text = _("{one} of the incidents that no release caused come from {name}")
    if len(top) > 1:
        text += _(", {all} from the top {top} causes") if not hours else _(", {all} to the top {top} causes")
    made = text.format(**told, **shares)
    return made[:1].upper() + made[1:]


def largest(found: Found, names: Causes) -> str:
    """The largest system error in half a sentence, for pages that say it beside other things; empty for too few."""
    if not found.told or not found.low or not found.ranked or found.ranked[0].key < 0:
        return ""
    return _("one error, {name}, causes {share} of non-release incidents").format(
        name=names.label(found.ranked[0].key), share=_between(found.share(found.ranked[:1]))
    )


def _between(share: tuple[float, float]) -> str:
    low, high = (percent(each) for each in share)
    return low if low == high else _("between {low} and {high}").format(low=low, high=high)


def _counted(asked: Asked, found: Found) -> str:
    opened = inside(instants(asked.measured["opened_at"]), asked.period, asked.frame.zone)
    return counts(found.n, left_out(asked, opened), {_("caused by a release"): found.released})


def line(asked: Asked, found: Found, *, hours: bool) -> str:
    """The line under the chart."""
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    first = _("opened in the period") if bounded else _("every incident")
    parts = [first, _("caused by no release, as far as is known"), _("by system error, or else by system")]
    parts += rules_words(asked.base.rules, asked.clock) if hours else []
    return one_line(parts, _counted(asked, found))


def lines(asked: Asked, found: Found, *, hours: bool) -> tuple[str, ...]:
    """The whole definition, one statement a line."""
    made = [
        _("Incidents that no release caused, opened in the period, by what they came from."),
        causes.definition(),
        period_line(_("opened"), asked.period),
        _counted(asked, found),
    ]
    if hours:
        made += [
            _("Hours: the repair time, of open incidents so far."),
            *rules_lines(asked.base.rules, asked.clock),
        ]
        if found.untimed:
            made.append(
                ngettext(
                    "{n} was closed without a resolve and adds no hours.",
                    "{n} were closed without a resolve and add no hours.",
                    found.untimed,
                ).format(n=number(found.untimed))
            )
    if found.unknown and not found.told:
        made.append(
            ngettext(
                "Of {n} it is not known whether a release caused it: it is counted, and no share is made.",
                "Of {n} it is not known whether a release caused them: all are counted, and no share is made.",
                found.unknown,
            ).format(n=number(found.unknown))
        )
    elif found.unknown:
        made.append(
            ngettext(
                "Of {n} it is not known whether a release caused it: counts and shares lie between two bounds, "
                "and bars and order are those of the upper one.",
                "Of {n} it is not known whether a release caused them: counts and shares lie between two bounds, "
                "and bars and order are those of the upper one.",
                found.unknown,
            ).format(n=number(found.unknown))
        )
    made.append(_("Cumulative: the share of this row and all above it together."))
    made.append(_("The row of other causes opens all of the figure where there are more than 5,000 incidents in it."))
    return tuple(made)
