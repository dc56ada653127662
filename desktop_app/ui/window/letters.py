"""The letter by which the keyboard chooses a line of a menu: no two lines of a menu share one, in any language."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def letter(words: str) -> str:
    """The letter that an ampersand marks, small; empty for none."""
    marked = words.replace("&&", "")
    at = marked.find("&")
    return marked[at + 1 : at + 2].casefold() if at >= 0 else ""


def give_letters(menu: QMenu) -> None:
    """Leave each line its letter where it is free; otherwise mark another of its words, or none when all are taken."""
    taken: set[str] = set()
    without: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            give_letters(inner)
        own = letter(action.text())
        if own and own not in taken:
            taken.add(own)
        elif not action.isSeparator():
            without.append(action)
    for action in without:
        words = _bare(action.text())
        found = _free(words, taken)
        if found is not None:
            taken.add(words[found].casefold())
        action.setText(_marked(words, found))


def _free(words: str, taken: set[str]) -> int | None:
    """Where a letter stands that nobody has: the first of a word before those inside."""
    places = [at for at, sign in enumerate(words) if sign.isalnum() and sign.casefold() not in taken]
    first = [at for at in places if at == 0 or words[at - 1] == " "]
    return next(iter([*first, *places]), None)


def _bare(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _marked(words: str, at: int | None) -> str:
    if at is None:
        return words.replace("&", "&&")
    return words[:at].replace("&", "&&") + "&" + words[at:].replace("&", "&&")
