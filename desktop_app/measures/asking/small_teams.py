"""Teams under three people are counted with their side: what each team is counted as, and what that is called."""

from __future__ import annotations

from typing import Final

from desktop_app.domain.language import _
from desktop_app.domain.teams import Side
from desktop_app.measures.asking.asked import Asked

_OF_SIDE: Final = -10  # the small teams of a side, counted down from here


def holder_keys(asked: Asked) -> dict[int, int]:
    """The key that each team of the frame is counted under: its own, or one of its side's that is below -9."""
    return {
        key: _OF_SIDE - team.side.value if key in asked.small_teams else key for key, team in asked.frame.teams.items()
    }


def holder_name(asked: Asked, holder: int) -> str:
    """What is called by such a key."""
    if holder <= _OF_SIDE:
        return _("{side}, teams under three people").format(side=Side(_OF_SIDE - holder).label)
    return asked.frame.teams[holder].name
