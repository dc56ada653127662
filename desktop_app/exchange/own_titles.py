"""What the columns of our own export are called, by the key of the table's column; who reads it back looks here too."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.domain.language import _

MARK: Final = "Second Way"
_MARKED: Final = re.compile(rf" \({MARK}, ([A-Za-z0-9_+\-/]{{1,60}})\)$")


def titles(zone: str) -> dict[str, str]:
    """Every column in the order of the table; the one of the source also says who wrote the file, and in which zone."""
    return {
        "ticket": _("Incident"),
        "title": _("Title"),
        "system_error": _("System error"),
        "classification": _("Classification"),
        "status": _("Status"),
        "team": _("Team"),
        "system": _("System"),
        "opened": _("Opened"),
        "goal": _("Goal"),
        "route": _("Route"),
        "acknowledged": _("Acknowledged"),
        "restored": _("Restored"),
        "resolved": _("Resolved"),
        "closed": _("Closed"),
        "repair": _("Repair time (h)"),
        "waiting": _("Waited (h)"),
        "age": _("Age (h)"),
        "release": _("Release-related"),
        "reopens": _("Reopened"),
        "fix": _("Fix"),
        "source": f"{_('Source')} ({MARK}, {zone})",
        "exclusion": _("Left out as"),
        "workaround": _("Workaround"),
        "fix_note": _("Note on the fix"),
    }


def zone_of(title: str) -> str:
    """The zone that the title of a source column names; empty for every other title."""
    found = _MARKED.search(title)
    return found[1] if found else ""
