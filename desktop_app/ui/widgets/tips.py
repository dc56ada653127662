"""Tool tips with text from data: Qt would read tags in them."""

from __future__ import annotations

import re
from html import escape


def plain(words: str) -> str:
    """The words so that a tool tip shows them as they are."""
    if re.search(r"[<&]", words):
        return f"<span>{escape(words)}</span>".replace("\n", "<br>")
    return words
