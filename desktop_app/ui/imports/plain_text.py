"""Foreign text on the screen: cut to what can be shown, and never taken for rich text."""

from __future__ import annotations

import html

LONGEST = 200
LONGEST_TIP = 1000


def brief(text: str) -> str:
    """At most 200 characters; measuring a cell of a megabyte would freeze the window."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def plain_tip(text: str) -> str:
    """The text as a tool tip that Qt cannot mistake for markup, whatever it holds."""
    if not text:
        return ""
    cut = text if len(text) <= LONGEST_TIP else text[: LONGEST_TIP - 1] + "…"
    return f"<p style='white-space:pre-wrap'>{html.escape(cut)}</p>"
