"""What a search looks for, and where a text holds it: the rule of the full-text index for anything that is shown.

Upper and lower case are the same, and so are letters with and without accents. A word of letters and digits is found by
its beginning; signs without any (an emoji, say) are found anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Place = tuple[int, int]

_NO_SIGN: Final = re.compile("[\x00\ud800-\udfff]")  # what no stored text can hold


@dataclass(frozen=True, slots=True)
class Sought:
    """``words`` each hold a letter or digit, ``signs`` none; all of them must be found."""

    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def sought(text: str) -> Sought:
    """The parts of a search text. Punctuation beside words asks for nothing: what was copied from a title finds it."""
    parts = dict.fromkeys(_NO_SIGN.sub(" ", text).split())
    words = [part for part in parts if any(is_letter(sign) for sign in part)]
    signs = [part for part in parts if folded(part) and not any(is_letter(sign) for sign in part)]
    if words:
        signs = [part for part in signs if any(unicodedata.category(sign) == "So" for sign in part)]
    return Sought(tuple(words), tuple(signs))


def is_letter(sign: str) -> bool:
    """Whether a sign is part of a word for the index: letters, digits and private signs."""
    kind = unicodedata.category(sign)
    return kind[0] in "LN" or kind == "Co"


def folded(text: str) -> str:
    """A text without case and accents; that of two texts together is the two together."""
    if text.isascii():
        return text.lower()
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return plain.lower().replace("ς", "σ").replace("ſ", "s")


@lru_cache(maxsize=4096)
def hits(text: str, wanted: str, parts: tuple[str, ...] = ()) -> tuple[Place, ...]:
    """From where to where a text holds the words of a search text, or any of ``parts``; in order, none overlapping."""
    asked = sought(wanted)
    line, origin = _unfolded(text)
    tokens = list(_tokens(text))
    found = [place for word in asked.words for place in _phrases(tokens, text, word)]
    for part in (*asked.signs, *parts):
        found += _everywhere(line, origin, folded(part))
    return tuple(_joined(found))


def _unfolded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its signs the place in the text it comes from."""
    pieces = [folded(sign) for sign in text]
    origin = [place for place, piece in enumerate(pieces) for _sign in piece]
    return "".join(pieces), origin


def _tokens(text: str) -> Iterable[tuple[str, int, int]]:
    """The words of a text as the index sees them, folded, with their places."""
    start = -1
    for place, sign in enumerate(text):
        if is_letter(sign):
            start = place if start < 0 else start
        elif start >= 0 and not unicodedata.combining(sign):
            yield folded(text[start:place]), start, place
            start = -1
    if start >= 0:
        yield folded(text[start:]), start, len(text)


def _phrases(tokens: Sequence[tuple[str, int, int]], text: str, word: str) -> Iterable[Place]:
    """Where the parts of a word (``INC-04`` has two) follow each other, the last one by its beginning."""
    asked = [token for token, _start, _end in _tokens(word)]
    for at in range(len(tokens) - len(asked) + 1):
        there = tokens[at : at + len(asked)]
        last, start, end = there[-1]
        if [token for token, _start, _end in there[:-1]] == asked[:-1] and last.startswith(asked[-1]):
            yield there[0][1], _end_of(text, start, end, len(asked[-1]))


def _end_of(text: str, start: int, end: int, length: int) -> int:
    """Where the first ``length`` folded signs of a token end, with the accents that follow the last of them."""
    for place in range(start, end):
        if length <= 0 and folded(text[place]):
            return place
        length -= len(folded(text[place]))
    return end


def _everywhere(line: str, origin: Sequence[int], part: str) -> Iterable[Place]:
    at = line.find(part) if part else -1
    while at >= 0:
        yield origin[at], origin[at + len(part) - 1] + 1
        at = line.find(part, at + len(part))


def _joined(found: Iterable[Place]) -> Iterable[Place]:
    held: Place | None = None
    for place in sorted(found):
        if held is None or place[0] > held[1]:
            if held is not None:
                yield held
            held = place
        else:
            held = (held[0], max(held[1], place[1]))
    if held is not None:
        yield held
