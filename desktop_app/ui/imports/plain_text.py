"""Foreign text on the screen, cut to what can be shown."""

from __future__ import annotations

LONGEST = 200


def brief(text: str, longest: int = LONGEST) -> str:
    """At most ``longest`` characters; measuring a cell of a megabyte would freeze the window."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
