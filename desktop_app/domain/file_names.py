"""What a file may be called on any system, for the names that a window proposes."""

from __future__ import annotations

from desktop_app.domain.language import _

LONGEST = 180  # bytes, of the 255 that most systems take for a name; an ending and a copy's number come behind it
_KEPT = " -_.,()–"


def file_name(title: str) -> str:
    """A title as a file may be called, without an ending: it never leads into another folder and is never empty."""
    kept = "".join(letter if letter.isalnum() or letter in _KEPT else "_" for letter in title)
    short = kept.strip(" .").encode()[:LONGEST].decode(errors="ignore")
    return short.rstrip(" .") or _("plan")
