"""Sentences that are found in the worker process and said in the window's language by the parent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.domain.language import _, ngettext


@dataclass(frozen=True, slots=True)
class Saying:
    """A message of the catalogue with its values; ``plural`` and ``n`` are set where the message counts something."""

    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    plural: str = ""
    n: int = 0

    def text(self) -> str:
        chosen = ngettext(self.message, self.plural, self.n) if self.plural else _(self.message)
        return chosen.format(**self.values)

    def packed(self) -> dict[str, Any]:
        return {"message": self.message, "values": dict(self.values), "plural": self.plural, "n": self.n}


def counted(one: str, many: str, n: int, **values: str | int) -> Saying:
    """A message that counts ``n``; extracted for the catalogue as ``counted:1,2``."""
    return Saying(one, {"n": n, **values}, many, n)


def unpacked(packed: Mapping[str, Any]) -> Saying:
    return Saying(str(packed["message"]), dict(packed["values"]), str(packed["plural"]), int(packed["n"]))


class Unreadable(Exception):
    """The file cannot be taken; carries what the parent will say."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.saying = Saying(message, values)
