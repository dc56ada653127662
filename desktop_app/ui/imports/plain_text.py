"""Foreign text on the screen, cut to what can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.language import ngettext, number

LONGEST = 200


def brief(text: str, longest: int = LONGEST) -> str:
    """At most ``longest`` characters; measuring a cell of a megabyte would freeze the window."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def listed(names: Sequence[str], most: int, *, among: int | None = None, between: str = ", ") -> str:
    """``a, b, c and 4 more``: the first ``most`` names. ``among`` counts all, where ``names`` are not all of them."""
    shown = names[:most]
    more = (len(names) if among is None else among) - len(shown)
    told = between.join(shown)
    if more <= 0:
        return told
    return ngettext("{list} and {n} more", "{list} and {n} more", more).format(list=told, n=number(more))
