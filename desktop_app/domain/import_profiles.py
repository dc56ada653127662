"""A profile: the answers of an import, kept for files with the same header, and carried to other workspaces."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder, Field, ImportAnswers, Meaning, Policy
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.language import _
from desktop_app.domain.names import tidy

T = TypeVar("T")

KIND: Final = "second-way-import-profile"
VERSION: Final = 1
_PLAIN: Final = ("sheet", "time_zone", "header_row", "encoding", "delimiter", "hidden_rows", "persons")
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "sheet": (str, type(None)),
    "time_zone": (str,),
    "header_row": (int, type(None)),
    "encoding": (str, type(None)),
    "delimiter": (str, type(None)),
    "hidden_rows": (bool,),
    "persons": (bool,),
}


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """``fingerprint`` is that of the header as it was found without any answer; ``id`` is 0 outside a workspace.

    Of the answers only what holds for the next file too is kept: no fixes of single rows, nothing that was agreed to
    about one file, and no sides, which belong to the teams.
    """

    id: int
    name: str
    tool: str
    fingerprint: str
    answers: ImportAnswers

    def to_json(self) -> str:
        """The profile as a file of its own."""
        data = {"kind": KIND, "version": VERSION, "name": self.name, "tool": self.tool}
        whole = {**data, "fingerprint": self.fingerprint, "answers": _told(self.answers)}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def from_json(text: str) -> ImportProfile:
        """What ``to_json`` wrote. Raises Refused with the reason."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            raise Refused(_("This is not an import profile: it is not JSON.")) from None
        if not _can_be_stored(text, data):
            raise Refused(_("The profile holds characters that no text can hold."))
        if not isinstance(data, dict) or data.get("kind") != KIND:
            raise Refused(_("This is not an import profile of Second Way."))
        if data.get("version") != VERSION:
            raise Refused(
                _("The profile has another version; this program reads version {version}.").format(version=VERSION)
            )
        texts = {key: data.get(key) for key in ("name", "tool", "fingerprint")}
        if not all(isinstance(value, str) for value in texts.values()) or not tidy(str(texts["name"])):
            raise Refused(_("The profile lacks its name, its tool or the mark of its columns."))
        name, tool, fingerprint = (tidy(str(texts[key])) for key in ("name", "tool", "fingerprint"))
        return ImportProfile(0, name, tool, fingerprint, _read(data.get("answers")))

    def answers_json(self) -> str:
        return json.dumps(_told(self.answers), ensure_ascii=False)

    @staticmethod
    def from_stored(id: int, name: str, tool: str, fingerprint: str, answers: str) -> ImportProfile:
        """As a workspace keeps it. Raises Refused."""
        try:
            data = json.loads(answers)
        except ValueError:
            raise Refused(_("This is not an import profile: it is not JSON.")) from None
        return ImportProfile(id, name, tool, fingerprint, _read(data))


def _can_be_stored(text: str, data: Any) -> bool:
    """Whether neither the file nor what its escapes stand for holds half a character."""
    try:
        (text + json.dumps(data, ensure_ascii=False)).encode()
    except UnicodeEncodeError:
        return False
    return True


def _told(answers: ImportAnswers) -> dict[str, Any]:
    return {
        **{name: getattr(answers, name) for name in _PLAIN},
        "date_order": answers.date_order.value if answers.date_order else None,
        "date_orders": {column: order.value for column, order in answers.date_orders.items()},
        "fields": {column: field.value for column, field in answers.fields.items()},
        "priorities": {value: int(rank) for value, rank in answers.priorities.items()},
        "states": {
            value: [int(meaning.status), int(meaning.pause_reason), int(meaning.exclusion)]
            for value, meaning in answers.states.items()
        },
        "teams": dict(answers.teams),
        "systems": dict(answers.systems),
        "policy": answers.policy.value,
    }


def _read(data: Any) -> ImportAnswers:
    """Raises Refused where something is not what it should be: half a profile would be a silent wrong answer."""
    try:
        return _answers(data)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError):
        raise Refused(_("The profile holds answers that are not known here.")) from None


def _answers(data: Mapping[str, Any]) -> ImportAnswers:
    plain = {name: data[name] for name in _PLAIN if name in data}
    for name, value in plain.items():
        if not isinstance(value, _TYPES[name]):
            raise TypeError(name)
    order = data.get("date_order")
    return ImportAnswers(
        **plain,
        date_order=DateOrder(order) if order else None,
        date_orders=_each(data, "date_orders", DateOrder),
        fields=_each(data, "fields", Field),
        priorities=_each(data, "priorities", Classification),
        states=_each(data, "states", lambda told: Meaning(Status(told[0]), PauseReason(told[1]), Exclusion(told[2]))),
        teams=_each(data, "teams", _name),
        systems=_each(data, "systems", _name),
        policy=Policy(data.get("policy", Policy.UPDATE.value)),
    )


def _each(data: Mapping[str, Any], name: str, kind: Callable[[Any], T]) -> dict[str, T]:
    return {str(key): kind(value) for key, value in dict(data.get(name, {})).items()}


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
