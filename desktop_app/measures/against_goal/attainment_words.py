"""The sentences of the headline: what lies clearly below or above the agreed share, and what clearly changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.measures.against_goal.comparison_words import looks_line
from desktop_app.measures.against_goal.unpaused import Unpaused
from desktop_app.measures.asking import definitions
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import before_label, period_line
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED, Cohort, Counts
from desktop_app.measures.asking.stated import rules_lines
from desktop_app.measures.asking.wording import goal_name, in_time, listed
from desktop_app.measures.certainty.intervals import wilson
from desktop_app.measures.certainty.newcombe import Difference, difference, z_of_many


@dataclass(frozen=True, slots=True)
class Standing:
    """``before`` is the period before by classification, None where there is none; ``reopened`` of the judged.

    ``unpaused`` is None where the reader's rules count pauses anyway.
    """

    cohort: Cohort
    before: Mapping[Classification, Counts] | None
    unpaused: Unpaused | None
    reopened: int

    @property
    def claimed(self) -> list[Classification]:
        """The classifications with a goal of which a share is claimed."""
        return [kind for kind in sorted(self.cohort.goals) if self.cohort.of(kind).claimable]

    def changes(self) -> dict[Classification, Difference]:
        """Against the period before, where both shares are claimed; wider the more of them are looked at."""
        then = self.before or {}
        both = [kind for kind in self.claimed if kind in then and then[kind].claimable]
        z = z_of_many(len(both))
        return {kind: _change(self.cohort.of(kind), then[kind], z) for kind in both}


def _change(now: Counts, then: Counts, z: float) -> Difference:
    return difference(now.in_time, now.told, then.in_time, then.told, z)


def answer(asked: Asked, found: Standing) -> str:
    """The page's sentence: ``72 % of 861 incidents met the shared goal; 13 of those due are open past it``."""
    part, goal = found.cohort.judged, goal_name(asked.target_set)
    if not found.cohort.goals:
        return _("“{name}” has no goals yet").format(name=asked.target_set.name)
    if not part.n:
        return _("No incident has reached its deadline under {goal} yet").format(goal=goal)
    if part.claimable:
        text = _("{share} of {n} incidents met {goal}").format(
            share=percent(part.in_time / part.told), n=number(part.counted), goal=goal
        )
    elif part.told >= FEW:
        low, high = percent(part.in_time / part.n), percent((part.in_time + part.unknown) / part.n)
        text = _("Between {low} and {high} of {n} incidents met {goal}").format(
            low=low, high=high, n=number(part.n), goal=goal
        )
    else:
        text = ngettext("{hits} incident met {goal}", "{hits} incidents met {goal}", part.n).format(
            hits=in_time(part), goal=goal
        )
    still = ngettext("{n} of those due is open past it", "{n} of those due are open past it", part.open_past)
    return f"{text}; {still.format(n=number(part.open_past))}" if part.open_past else text


def beside(whole: Counts, reopened: int, without: Unpaused | None) -> str:
    """What stands beside every headline: how many came back, and what of it comes from pauses. Empty for none due."""
    if not whole.n:
        return ""
    text = ngettext("{n} of {all} was reopened within 7 d", "{n} of {all} were reopened within 7 d", reopened).format(
        n=number(reopened), all=number(whole.n)
    )
    if without is None or not without.whole.n:
        return text
    text += "; " + _("were every pause counted, {share} in time").format(share=in_time(without.whole))
    if without.not_due:
        text += ", " + ngettext("{n} more due", "{n} more due", without.not_due).format(n=number(without.not_due))
    return text


def headline(asked: Asked, found: Standing) -> str:
    """The chart's own sentence: against the agreed share, and then against the period before."""
    part = found.cohort.judged
    if not found.cohort.goals or not part.n:
        return answer(asked, found)
    if part.told >= FEW and part.unknown > MOST_ESTIMATED * part.n:
        return _(
            "{share} of the incidents were closed late without a resolve: too many to say how many came in time"
        ).format(share=percent(part.unknown / part.n))
    if not found.claimed:
        return _("Fewer than ten incidents at each classification: counts only")
    change = _changed(asked, found)
    return _against_agreed(asked, found) + (f"; {change}" if change else "")


def _against_agreed(asked: Asked, found: Standing) -> str:
    agreed = asked.target_set.agreed_share
    spans = {kind: wilson(part.in_time, part.told) for kind in found.claimed for part in (found.cohort.of(kind),)}
    below = [kind for kind, (_low, high) in spans.items() if high < agreed]
    above = [kind for kind, (low, _high) in spans.items() if low >= agreed]
    if len(below) == len(Classification):
        text = _("All four are below the agreed {share}")
    elif len(above) == len(Classification):
        text = _("All four are at or above the agreed {share}")
    elif below and above:
        text = _("Below the agreed {share}: {below}; above it: {above}")
    elif below:
        text = ngettext("{below} is below the agreed {share}", "{below} are below the agreed {share}", len(below))
    elif above:
        text = ngettext("{above} is above the agreed {share}", "{above} are above the agreed {share}", len(above))
    else:
        text = _("None lies clearly below or above the agreed {share}")
    names = {"below": listed([k.label for k in below]), "above": listed([k.label for k in above])}
    return text.format(share=percent(agreed), **names)


def _changed(asked: Asked, found: Standing) -> str:
    if found.before is None:
        return ""
    label = before_label(asked.period)
    changes = found.changes()
    if not changes:
        return _("too few in the {before} to compare with").format(before=label)
    up = [kind.label for kind, change in changes.items() if change.low > 0]
    down = [kind.label for kind, change in changes.items() if change.high < 0]
    if up and down:
        text = _("against the {before}, {up} came in time more often and {down} less often")
    elif up:
        text = _("against the {before}, {up} came in time more often")
    elif down:
        text = _("against the {before}, {down} came in time less often")
    else:
        text = _("no change against the {before} is large enough to call")
    return text.format(before=label, up=listed(up), down=listed(down))


def line(asked: Asked, found: Standing) -> str:
    """The line under the chart."""
    return definitions.line(found.cohort, asked.period, asked.clock, asked.base.rules)


def lines(asked: Asked, found: Standing) -> tuple[str, ...]:
    """The whole definition, one statement a line."""
    cohort = found.cohort
    made = [
        _("In time: repaired within {goal} on that clock; of all that were due.").format(
            goal=goal_name(asked.target_set)
        ),
        _("The goal is the one that was valid on the day of opening. Open past the deadline counts as not in time."),
        *rules_lines(asked.base.rules, asked.clock),
        period_line(_("deadline"), asked.period),
        definitions.counted(cohort),
        *_counted_beside(found),
        _("Agreed share: {share} in time, as the target set says.").format(
            share=percent(asked.target_set.agreed_share)
        ),
        _("The whisker is Wilson's 95 % interval, as if incidents were independent."),
        _("Below ten incidents: counts only, no share and no comparison."),
        _("Where more than 10 % were closed without a resolve, the share is given as bounds and nothing is claimed."),
    ]
    if found.before is not None:
        made.append(_("The ring is the {before}.").format(before=before_label(asked.period)))
    if looks := len(found.changes()):
        made.append(looks_line(looks))
    return tuple(made)


def _counted_beside(found: Standing) -> list[str]:
    """What is not in the share, or would change it, counted out loud."""
    cohort, whole = found.cohort, found.cohort.judged
    made = [
        ngettext(
            "{n} of {all} was reopened within 7 d after a resolve.",
            "{n} of {all} were reopened within 7 d after a resolve.",
            found.reopened,
        ).format(n=number(found.reopened), all=number(whole.n))
    ]
    if found.unpaused is not None:
        without, waits = found.unpaused.whole, found.unpaused.not_due
        if without.told >= FEW:
            made.append(
                _("Without pauses: {share} of {n} incidents in time.").format(
                    share=in_time(without), n=number(without.counted)
                )
            )
        elif without.n:
            made.append(_("Without pauses: {hits} in time.").format(hits=in_time(without)))
        made.append(
            ngettext(
                "{n} paused incident is not due because of its pauses.",
                "{n} paused incidents are not due because of their pauses.",
                waits,
            ).format(n=number(waits))
        )
    if cohort.not_due:
        made.append(
            ngettext(
                "{n} is not due yet, repaired or not, and belongs to a later count.",
                "{n} are not due yet, repaired or not, and belong to a later count.",
                cohort.not_due,
            ).format(n=number(cohort.not_due))
        )
    if cohort.before_goals:
        made.append(
            ngettext(
                "{n} was opened before the target set had a goal for it.",
                "{n} were opened before the target set had a goal for them.",
                cohort.before_goals,
            ).format(n=number(cohort.before_goals))
        )
    return made
