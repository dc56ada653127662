"""What the palette can find: the commands of menus and pages, and what the workspace holds under a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.window.palette_matching import fit

if TYPE_CHECKING:
    from desktop_app.domain.lookups import Named
    from desktop_app.services.lookups import LookupService

MOST_SHOWN = 40
FEWEST_LETTERS = 2  # from here on incidents are looked for; a single digit is a number already
_ASKED_BY_NUMBER = 900.0  # an incident of exactly that number comes before all that only begins so
_FOUND_BY_WORDS = 550.0


class Kind(Enum):
    """What an entry opens, with its icon."""

    COMMAND = "chevron-right"
    WORKSPACE = "database"
    INCIDENT = "inbox"
    PERSON = "users"
    SESSION = "presentation"
    VIEW = "bookmark"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette; ``place`` is the number of its command, or the id of what it opens."""

    kind: Kind
    place: int
    words: str
    note: str = ""
    keys: str = ""
    enabled: bool = True

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        told = [self.words, self.note, self.keys, "" if self.enabled else _("not possible now")]
        return ", ".join(part for part in told if part)


def unmarked(text: str) -> str:
    """The words of an action without the ampersand of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def commands(bar: QMenuBar, recent: QMenu, page: QWidget, page_title: str) -> list[tuple[QAction, Entry]]:
    """Every command of the menus, then those that the page has beside them, each once."""
    found: dict[int, tuple[QAction, Entry]] = {}
    for action, path in (*_of_menus(bar.actions(), ""), *_of_page(page, page_title)):
        if id(action) in found or not action.isVisible() or not unmarked(action.text()).strip():
            continue
        kind = Kind.WORKSPACE if action in recent.actions() else Kind.COMMAND
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        place, words = len(found), unmarked(action.text())
        found[id(action)] = (action, Entry(kind, place, words, path, keys, action.isEnabled()))
    return list(found.values())


def _of_menus(actions: Sequence[QAction], path: str) -> Iterator[tuple[QAction, str]]:
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            words = unmarked(action.text())
            yield from _of_menus(menu.actions(), f"{path} › {words}" if path else words)
        elif not action.isSeparator():
            yield action, path


def _of_page(page: QWidget, title: str) -> Iterator[tuple[QAction, str]]:
    for widget in (page, *page.findChildren(QWidget)):
        if not isinstance(widget, QMenu):
            for action in widget.actions():
                if not action.isSeparator() and action.menu() is None:
                    yield action, title


def among_names(typed: str, listed: Sequence[Entry], lookups: LookupService) -> list[tuple[float, Entry]]:
    """On a worker thread: what fits among the commands given and the names of the workspace."""
    named = (_entry(held) for held in lookups.names()) if typed.strip() else ()
    scored: list[tuple[float, Entry]] = []
    for entry in (*listed, *named):
        found = fit(typed, entry.words, entry.note)
        if found is not None:
            scored.append((found - (0 if entry.enabled else 0.5), entry))
    return scored


def among_incidents(typed: str, lookups: LookupService) -> list[tuple[float, Entry]]:
    """On a worker thread: incidents by number or words."""
    wanted = typed.strip()
    if len(wanted) < FEWEST_LETTERS and not wanted.isdecimal():
        return []
    found = lookups.incidents(wanted)
    return [(_incident_fit(wanted, held, place), _entry(held)) for place, held in enumerate(found)]


def ranked(*found: Iterable[tuple[float, Entry]]) -> tuple[Entry, ...]:
    """The best first; what fits as well stays in its order."""
    every = [line for lines in found for line in lines]
    return tuple(entry for _score, entry in sorted(every, key=lambda line: -line[0])[:MOST_SHOWN])


def _incident_fit(wanted: str, held: Named, place: int) -> float:
    number = wanted.lstrip("#").casefold()
    asked = held.words.casefold() == number or (number.isdecimal() and held.words.endswith(number))
    return (_ASKED_BY_NUMBER if asked else _FOUND_BY_WORDS) - place / 100


def _entry(held: Named) -> Entry:
    return Entry(Kind[held.thing.name], held.id, held.words, held.note)
