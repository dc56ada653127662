"""Names and short texts as stored: one form for what looks the same, nothing that a screen would act on."""

from __future__ import annotations

import unicodedata
from typing import Final

_KEPT: Final = {"\u200c", "\u200d"}  # joiners, which scripts and emoji need


def tidy(text: str) -> str:
    """The text in Unicode's composed form on one line, without control signs, invisible or turning characters."""
    composed = unicodedata.normalize("NFC", text)
    seen = (sign if _shows(sign) else "" for sign in composed)
    words = "".join(seen).split()
    return " ".join(words)


def tidy_lines(text: str) -> str:
    """The same for a text of several lines: its lines, indents and tabs stay."""
    composed = unicodedata.normalize("NFC", text)
    lines = ("".join(sign for sign in line if _shows(sign)).rstrip() for line in composed.splitlines())
    return "\n".join(lines).strip()


def _shows(sign: str) -> bool:
    return sign.isspace() or sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Cn", "Co")
