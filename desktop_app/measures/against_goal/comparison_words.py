"""The sentences of the comparison: only clear changes are named, and how many groups were looked at is said."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.figures import By
from desktop_app.domain.filters import Condition
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.periods import Period
from desktop_app.measures.asking import stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import before_label, dates, period_line
from desktop_app.measures.asking.chosen import inside, left_out
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED, Counts
from desktop_app.measures.asking.stated import one_line, rules_lines, rules_words
from desktop_app.measures.asking.wording import goal_name, listed
from desktop_app.measures.certainty import detectability
from desktop_app.measures.certainty.newcombe import Difference, difference, z_of_many
from desktop_app.measures.lives.ends import instants

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """One group in both periods; ``conditions`` keep it. ``hidden``: its counts would tell of single incidents."""

    label: str
    now: Counts
    then: Counts
    conditions: tuple[Condition, ...]
    rest: bool = False
    hidden: bool = False

    @property
    def comparable(self) -> bool:
        return not self.hidden and self.now.claimable and self.then.claimable

    def change(self, looks: int = 1) -> Difference:
        """The difference, with an interval that holds for so many looks at once."""
        now, then = self.now, self.then
        return difference(now.in_time, now.told, then.in_time, then.told, z_of_many(looks))


@dataclass(frozen=True, slots=True)
class Compared:
    """``before`` is None for an open-ended period; ``whole`` is everything, ``pairs`` its groups."""

    by: By
    before: Period | None
    label: str
    whole: Pair
    pairs: tuple[Pair, ...]

    @property
    def looked_at(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.comparable]


def headline(found: Compared) -> str:
    """What changed clearly, of how many that were looked at; otherwise what is missing."""
    if found.before is None:
        return _("Choose a period with a first and a last day to compare it with the one before")
    if not found.whole.now.n and not found.whole.then.n:
        return _("No incident was due in either period")
    looked = found.looked_at
    if found.whole.now.told >= FEW and found.whole.now.unknown > MOST_ESTIMATED * found.whole.now.n:
        return _(
            "{share} of the incidents were closed late without a resolve: too many to say how many came in time"
        ).format(share=percent(found.whole.now.unknown / found.whole.now.n))
    if not looked:
        return _("Nowhere ten incidents in both periods: counts only")
    changes = [(pair, pair.change(len(looked))) for pair in looked]
    up = sorted((p for p in changes if p[1].low > 0), key=lambda p: -p[1].value)
    down = sorted((p for p in changes if p[1].high < 0), key=lambda p: p[1].value)
    told = {"n": number(len(looked)), "groups": _groups(found.by, len(looked)), "before": found.label}
    if not up and not down:
        return _("No change against the {before} is large enough to call; {groups} looked at").format(**told)
    parts = []
    if up:
        parts.append(_("more often in time than in the {before}: {names}").format(names=_named(up), **told))
    if down:
        parts.append(_("less often in time than in the {before}: {names}").format(names=_named(down), **told))
    return _("Of {groups} looked at, {told}").format(groups=told["groups"], told="; ".join(parts))


def note(asked: Asked, found: Compared) -> str:
    """Why there is nothing to compare with, and what would change that."""
    if found.before is not None:
        return ""
    if asked.period == Period():
        return _(
            "All dates together have nothing before them; a month or a quarter is compared with the days before it."
        )
    return _("An open-ended period has none as long as itself; with both days given, the days before are compared.")


def _named(changes: list[tuple[Pair, Difference]]) -> str:
    names = [f"{pair.label} ({points(change.value)})" for pair, change in changes[:MOST_NAMED]]
    more = len(changes) - MOST_NAMED
    if more > 0:
        names.append(ngettext("{n} more", "{n} more", more).format(n=number(more)))
    return listed(names)


def _groups(by: By, n: int) -> str:
    text = {
        By.SYSTEM: ngettext("{n} system", "{n} systems", n),
        By.ROUTE: ngettext("{n} route", "{n} routes", n),
        By.RELEASE: ngettext("{n} group", "{n} groups", n),
    }.get(by, ngettext("{n} classification", "{n} classifications", n))
    return text.format(n=number(n))


def points(difference: float) -> str:
    """``+12 points`` or ``−0.4 points``: a difference of shares in hundredths."""
    hundredths = 100 * abs(difference)
    text = number(hundredths, 0 if hundredths >= 1.5 or not difference else 1)
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return _("{sign}{n} points").format(sign=sign, n=text)


def _counted(asked: Asked, found: Compared) -> str:
    deadline = instants(asked.measured["deadline_at"])
    due = inside(deadline, asked.period, asked.frame.zone) & (deadline <= asked.lives["as_of"].to_numpy())
    return stated.due(found.whole.now, left_out(asked, due))


def line(asked: Asked, found: Compared) -> str:
    """The line under the chart."""
    bounded = found.before is not None
    first = (
        _("deadline in the period, and in the one before") if bounded else _("every incident whose deadline has passed")
    )
    return one_line([first, *rules_words(asked.base.rules, asked.clock)], _counted(asked, found))


def looks_line(looks: int) -> str:
    """What makes a change a clear one, when so many are looked at."""
    return ngettext(
        "A change is called where Newcombe's 95 % interval of the difference leaves out zero; {n} was looked at.",
        "A change is called where Newcombe's 95 % interval of the difference leaves out zero, widened because {n} were "
        "looked at (Bonferroni).",
        looks,
    ).format(n=number(looks))


def lines(asked: Asked, found: Compared) -> tuple[str, ...]:
    """The whole definition, one statement a line."""
    made = [
        _("The share of incidents inside {goal} in the period minus the share in the period before.").format(
            goal=goal_name(asked.target_set)
        ),
        *rules_lines(asked.base.rules, asked.clock),
        period_line(_("deadline"), asked.period),
        _counted(asked, found),
    ]
    if found.before is not None:
        looks = len(found.looked_at)
        made.append(
            _("The period before: {label}, {dates}.").format(
                label=before_label(asked.period), dates=dates(found.before)
            )
        )
    if looks := len(found.looked_at):
        made.append(_("Whiskers are 95 % intervals, as if incidents were independent."))
        made.append(looks_line(looks))
    if found.by is By.SYSTEM:
        made.append(
            _(
                "The systems with most incidents in both periods; all others in one row. "
                "Below five incidents a count is only called few, and so is one that would give it away."
            )
        )
    made += [
        _("Below ten incidents in one of the periods: counts only, no change."),
        _("Where more than 10 % were closed without a resolve, shares are bounds and no change is shown."),
        detectability.line(),
    ]
    return tuple(made)
