"""What a sheet calls people: their names, or initials that no two share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.domain.language import number
from desktop_app.domain.people import Person
from desktop_app.ui.printing.typeface import Weight, elided


@dataclass(frozen=True, slots=True)
class Names:
    """``full`` is what rows and blocks say, ``short`` what stands where that is too long. By person id."""

    full: Mapping[int, str]
    short: Mapping[int, str]

    @classmethod
    def of(cls, people: Iterable[Person], *, initials: bool) -> Names:
        known = list(people)
        short = _initials(known)
        return cls(short if initials else {person.id: person.name for person in known}, short)

    def within(self, room: Mapping[int, float], points: float) -> dict[int, str]:
        """The names cut to ``room`` mm each; those that would then look alike are numbered."""
        made = {who: elided(self.full[who], mm, points, Weight.MEDIUM) for who, mm in room.items()}
        alike: dict[str, list[int]] = {}
        for who, words in made.items():
            if words != self.full[who]:
                alike.setdefault(words, []).append(who)
        for them in alike.values():
            if len(them) > 1:
                for index, who in enumerate(them, 1):
                    made[who] = elided(self.full[who], room[who], points, Weight.MEDIUM, f" {number(index)}")
        return made


def _initials(people: list[Person]) -> dict[int, str]:
    made: dict[int, str] = {}
    taken: set[str] = set()
    letters = {person.id: _letters(person.name) for person in people}
    often = [them for them in letters.values() if list(letters.values()).count(them) > 1]
    for person in people:
        own = letters[person.id]
        words, count = own, 1
        while words in taken or (own in often and count == 1):
            words = f"{own}{'-' if own[-1:].isdigit() else ''}{count}"
            count += 1
        made[person.id] = words
        taken.add(words)
    return made


def _letters(name: str) -> str:
    """``AMS`` for Anna-Maria Schmidt, ``O12`` for Ops 12."""
    return "".join(part if part.isdigit() else part[0].upper() for part in re.findall(r"\d+|[^\W\d_]+", name)) or "?"
