"""File names made from people's and teams' names: the same on every system, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

LONGEST = 60

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i"})


def plain(name: str) -> str:
    """A name in small ASCII letters, digits and hyphens; empty where nothing of it is left."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")[:LONGEST].rstrip("-")


def distinct(named: Sequence[tuple[str, str, int]]) -> list[str]:
    """``what-name`` for each (what, name, id); with the id behind it where names come out alike or empty."""
    made = [(what, plain(name), key) for what, name, key in named]
    count = Counter((what, name) for what, name, _key in made)
    bare = {f"{what}-{name}" for what, name, _key in made if name and count[what, name] == 1}

    def chosen(what: str, name: str, key: int) -> str:
        if name and count[what, name] == 1:
            return f"{what}-{name}"
        numbered = "-".join(filter(None, (what, name, str(key))))
        while numbered in bare:  # somebody is called just so
            numbered += "-x"
        return numbered

    return [chosen(*one) for one in made]
