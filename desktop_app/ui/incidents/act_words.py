"""How each act is shown: its words in a menu, icon, tip and key in the table, and whether it asks for words first."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.incidents import Exclusion, Incident, Status
from desktop_app.domain.language import _
from desktop_app.domain.lives import Act

ASKING = frozenset(
    {Act.HAND_OVER, Act.PAUSE, Act.RESTORE, Act.RESOLVE, Act.REOPEN, Act.MERGE, Act.COMMENT, Act.RELEASE}
)
RARER = (Act.REOPEN, Act.CLOSE, Act.CANCEL, Act.RELEASE, Act.MERGE, Act.SPLIT)
"""What the menus keep one step further away."""


@dataclass(frozen=True, slots=True)
class Shown:
    """``words`` as a menu has them; ``key`` works while the table has the focus, empty for none."""

    words: str
    icon: str
    tip: str
    key: str = ""


def acts() -> dict[Act, Shown]:
    """Every act, in the order of the menus."""
    return {
        Act.ACKNOWLEDGE: Shown(_("&Acknowledge"), "eye", _("Say that somebody has seen it"), "A"),
        Act.START_WORK: Shown(_("Start &work"), "play", _("Begin to work on it, or go on after a pause"), "W"),
        Act.HAND_OVER: Shown(_("&Hand over…"), "users", _("Give it to another team"), "H"),
        Act.PAUSE: Shown(_("&Pause…"), "pause", _("Say what it waits for"), "P"),
        Act.RESTORE: Shown(_("Res&tore…"), "link", _("The service works again by a workaround"), "B"),
        Act.RESOLVE: Shown(_("&Resolve…"), "check", _("Say how it was repaired"), "R"),
        Act.COMMENT: Shown(_("Co&mment…"), "message-square", _("Write a comment"), "M"),
        Act.REOPEN: Shown(_("Re&open…"), "rotate-ccw", _("Go on with it: it is not repaired"), "O"),
        Act.CLOSE: Shown(_("C&lose"), "log-out", _("Nothing is left to do"), "L"),
        Act.CANCEL: Shown(_("Cancel &incident"), "x", _("It was none, or not ours")),
        Act.RELEASE: Shown(_("Set release-re&lated…"), "send", _("Say whether a release brought it")),
        Act.MERGE: Shown(_("Mer&ge into another…"), "git-merge", _("It repeats another incident"), "G"),
        Act.SPLIT: Shown(_("Split a&gain"), "arrow-left-right", _("It does not repeat the other one after all")),
    }


def fitting(incident: Incident) -> tuple[Act, ...]:
    """The one or two acts that fit an incident as it stands, the likeliest first."""
    if incident.merged_into is not None:
        return (Act.SPLIT, Act.COMMENT)
    if incident.exclusion is Exclusion.NONE or not incident.status.ended:
        return _BY_STATUS[incident.status]
    return (Act.REOPEN, Act.COMMENT)


_BY_STATUS = {
    Status.NEW: (Act.HAND_OVER, Act.ACKNOWLEDGE),
    Status.ASSIGNED: (Act.START_WORK, Act.HAND_OVER),
    Status.IN_WORK: (Act.RESOLVE, Act.HAND_OVER),
    Status.PAUSED: (Act.RESOLVE, Act.START_WORK),
    Status.RESOLVED: (Act.CLOSE, Act.REOPEN),
    Status.CLOSED: (Act.REOPEN, Act.COMMENT),
    Status.CANCELLED: (Act.REOPEN, Act.COMMENT),
}
