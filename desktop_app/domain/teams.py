"""Teams and the side they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from desktop_app.domain.keyed import Keyed
from desktop_app.domain.language import _


class Side(Keyed):
    UNKNOWN = 0
    OPS = 1
    DEV = 2
    OTHER = 3

    @property
    def label(self) -> str:
        return {0: _("Not set"), 1: _("Ops"), 2: _("Dev"), 3: _("Other")}[self.value]


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    name: str
    side: Side
    changed_in: int = 0
    code: str = ""  # up to four letters that stand for the team in a block; empty: proposed from the name
    minimum: int = 0  # people at the desk on a working day, guests included

    @property
    def letters(self) -> str:
        """What blocks and printed plans call the team: its own code or the one its name suggests."""
        return self.code or propose_code(self.name)


_DEV = re.compile(
    r"\b(dev|devs|developers?|development|entwicklung|engineering|engineers?|software|application|applications|apps?"
    r"|desenvolvimento|backend|frontend|sistemas)\b",
    re.IGNORECASE,
)
_OPS = re.compile(
    r"\b(ops|operations?|operating|betrieb|service ?desk|help ?desk|support|suporte|infra\w*|network\w*|netz\w*"
    r"|server\w*|database|dba|hosting|storage|noc|sre|on.?call|monitoring|field|hardware|desktop|workplace|opera\w+|redes?)\b",
    re.IGNORECASE,
)


_SIDE_WORD = re.compile(r"dev|devs|development|team|ops", re.IGNORECASE)


def propose_side(name: str) -> Side:
    """The side that a team's name suggests; unknown when it suggests none or both."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-./]", " ", name)
    dev, ops = bool(_DEV.search(spaced)), bool(_OPS.search(spaced))
    if dev == ops:
        return Side.UNKNOWN
    return Side.DEV if dev else Side.OPS


def propose_code(name: str) -> str:
    """Up to three capitals from the first word that is not a side: ``PAY`` for Payments Dev, ``OPS`` for Operations."""
    return next(_proposals(name))


def distinct_letters(teams: Iterable[Team]) -> dict[int, str]:
    """By team id, letters that no other team has: ``PAY`` for Payments Ops and then ``PAD`` for Payments Dev.

    A team's own code comes first and is never changed; then teams of Ops and Dev, the oldest first, then others.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()
    for team in sorted(teams, key=lambda t: (not t.code, t.side not in (Side.OPS, Side.DEV), t.id)):
        letters = team.code or next(each for each in _proposals(team.name) if each.casefold() not in taken)
        found[team.id] = letters
        taken.add(letters.casefold())
    return found


def _proposals(name: str) -> Iterator[str]:
    """Letters for a name without end, the best first: those of other words come before numbers."""
    words = re.findall(r"[^\W_]+", name)
    telling = next((word for word in words if not _SIDE_WORD.fullmatch(word)), words[0] if words else "?")
    yield telling[:3].upper()
    others = "".join(word[0] for word in words if word is not telling)
    for letter in others + telling[3:]:
        yield telling[:2].upper() + letter.upper()
    for n in count(2):
        yield f"{telling[:2].upper()}{n}"
