"""What a state of a foreign tool can mean here, in words."""

from __future__ import annotations

from typing import Final

from desktop_app.domain.imports import Meaning
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.language import _

OPEN: Final = tuple(Meaning(status) for status in (Status.NEW, Status.ASSIGNED, Status.IN_WORK))
PAUSED: Final = tuple(Meaning(Status.PAUSED, reason) for reason in PauseReason if reason is not PauseReason.NONE)
ENDED: Final = (Meaning(Status.RESOLVED), Meaning(Status.CLOSED))
LEFT_OUT: Final = tuple(
    Meaning(Status.CANCELLED, exclusion=exclusion)
    for exclusion in Exclusion
    if exclusion not in (Exclusion.NONE, Exclusion.LEFT_OUT)  # no state of a tool says that stamps cannot be trusted
)


def meaning_label(meaning: Meaning | None) -> str:
    """``Waiting for user``; a state that is not recognised leaves the word to the dates."""
    if meaning is None:
        return _("From the dates")
    if meaning.exclusion is not Exclusion.NONE:
        return {
            Exclusion.CANCELLED: _("Cancelled"),
            Exclusion.DUPLICATE: _("Duplicate"),
            Exclusion.REQUEST: _("Request"),
            Exclusion.TEST: _("Test"),
            Exclusion.LEFT_OUT: _("Left out"),
        }[meaning.exclusion]
    return meaning.pause_reason.label if meaning.status is Status.PAUSED else meaning.status.label


def meaning_effect(meaning: Meaning | None) -> str:
    """What the meaning does to the figures, where it does something."""
    if meaning is None:
        return ""
    if meaning.exclusion is not Exclusion.NONE:
        return _("left out of the figures")
    return _("stops the clock") if meaning.pause_reason.stops_clock else ""


def meaning_choices() -> list[tuple[str, object] | None]:
    """Every meaning by group; the last choice, None, takes back what was chosen by hand."""
    offered: list[tuple[str, object] | None] = []
    for group in (OPEN, PAUSED, ENDED, LEFT_OUT):
        offered += [*((meaning_label(meaning), meaning) for meaning in group), None]
    return [*offered, (_("As recognised"), None)]
