"""How numbers of small and of half-known groups are put into words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.language import _, number, percent
from desktop_app.domain.targets import TargetSet, TargetSetKind
from desktop_app.measures.asking.cohort import FEW, Counts
from desktop_app.measures.certainty.intervals import wilson

NONE = "–"


def listed(items: Sequence[str]) -> str:
    """``High``, ``High and Low``, ``High, Medium and Low``."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} and {last}").format(first=", ".join(items[:-1]), last=items[-1])


def in_time(part: Counts) -> str:
    """``72 %``, ``81–93 %`` where too many cannot be told, ``3 of 4`` below ten, ``–`` for none at all."""
    if not part.n:
        return NONE
    if part.claimable:
        return percent(part.in_time / part.told)
    if part.told >= FEW:
        return _("{low}–{high} %").format(
            low=_whole(part.in_time, part.n), high=_whole(part.in_time + part.unknown, part.n)
        )
    hits = number(part.in_time)
    if part.unknown:
        hits = _("{low}–{high}").format(low=hits, high=number(part.in_time + part.unknown))
    return _("{hits} of {n}").format(hits=hits, n=number(part.n))


def _whole(hits: int, n: int) -> str:
    return percent(hits / n).rstrip(" %")


def interval(part: Counts) -> str:
    """The Wilson 95 % interval of the share in time, ``39 – 80 %``, where a share is claimed."""
    if not part.claimable:
        return NONE
    low, high = wilson(part.in_time, part.told)
    return _("{low} – {high} %").format(low=number(round(100 * low)), high=number(round(100 * high)))


def goal_name(target_set: TargetSet) -> str:
    """The target set in the middle of a sentence."""
    return {
        TargetSetKind.SHARED: _("the shared goal"),
        TargetSetKind.OPS: _("the Ops targets"),
        TargetSetKind.DEV: _("the Dev targets"),
        TargetSetKind.OWN: _("the goal “{name}”").format(name=target_set.name),
    }[target_set.kind]


def goal_title(target_set: TargetSet) -> str:
    """The target set as the title of a column."""
    return {
        TargetSetKind.SHARED: _("Shared goal"),
        TargetSetKind.OPS: _("Ops target"),
        TargetSetKind.DEV: _("Dev target"),
        TargetSetKind.OWN: _("Goal"),
    }[target_set.kind]
