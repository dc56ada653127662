"""How well a few typed letters fit what something is called: by its words, their beginnings and their initials."""

from __future__ import annotations

import re
import unicodedata

WHOLE, BEGINS, ALL_WORDS, INITIALS, INSIDE, BESIDE = 1000, 800, 600, 500, 300, 100
_WORD = re.compile(r"\w+")


def plain(words: str) -> str:
    """Without accents and capitals, so that é is found by e."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def fit(typed: str, words: str, beside: str = "") -> float | None:
    """How well ``typed`` fits ``words``, greater is better; None when it does not.

    Every typed word begins a word, stands inside one, or all letters together are the initials of words that follow
    each other. Words ``beside``, such as the menu of an action, may help but count least.
    """
    wanted, name = plain(typed).strip(), plain(words)
    if not wanted:
        return 0.0
    shorter = -len(name) / 1000  # of two that fit as well, the shorter is meant
    if name == wanted:
        return WHOLE + shorter
    if name.startswith(wanted):
        return BEGINS + shorter
    held = _WORD.findall(name)
    parts = _WORD.findall(wanted) or [wanted]
    if all(any(word.startswith(part) for word in held) for part in parts):
        first = bool(held) and held[0].startswith(parts[0])
        return ALL_WORDS + (50 if first else 0) + shorter
    initials = "".join(word[0] for word in held)
    together = "".join(parts)
    if len(together) > 1 and together in initials:
        return INITIALS + (50 if initials.startswith(together) else 0) + shorter
    if all(part in name for part in parts):
        return INSIDE + shorter
    around = [*held, *_WORD.findall(plain(beside))]
    if all(any(word.startswith(part) for word in around) for part in parts):
        return BESIDE + shorter
    return None
