"""Keep what is half typed over a restart, and offer it to its author again.

A draft never stands in the way: where it cannot be kept (a full disk, a read-only workspace) it is left, and the window
goes on holding what was typed.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import WorkspaceError
from desktop_app.domain.incidents import IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.services.changes import Changes
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import drafts as store

_log = logging.getLogger(__name__)
_STAMPS = ("opened_at", "resolved_at")


@dataclass(frozen=True, slots=True)
class FormDraft:
    """An incident's form as it was typed, ``base`` as it was filled, and the step of the incident it started from."""

    form: IncidentForm
    base: IncidentForm
    seen: int = 0


class DraftService:
    """Drafts of this user in this workspace, by a key such as ``incident:new`` or ``incident:12``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def keep(self, key: str, content: Mapping[str, Any]) -> Changes:
        """Keep what JSON can say; nothing is raised when the workspace cannot take it."""
        try:
            with self._workspace.database.write() as connection:
                store.keep(connection, self._workspace.author, key, content, self._workspace.now())
        except WorkspaceError as error:
            _log.info("A draft was not kept: %s", error)
        return Changes(frozenset())

    def drop(self, key: str) -> Changes:
        """Forget a draft; nothing is raised when the workspace cannot be written."""
        with suppress(WorkspaceError), self._workspace.database.write() as connection:
            store.drop(connection, self._workspace.author, key)
        return Changes(frozenset())

    def content(self, key: str) -> Mapping[str, Any] | None:
        """What was kept under a key; None for nothing."""
        with self._workspace.database.read() as connection:
            return store.find(connection, self._workspace.author, key)

    def keep_form(self, key: str, draft: FormDraft) -> Changes:
        """Keep an incident's form; ``seen`` is the incident's ``changed_in`` when it was filled, 0 for a new one."""
        return self.keep(key, {"seen": draft.seen, "form": _as_json(draft.form), "base": _as_json(draft.base)})

    def form(self, key: str) -> FormDraft | None:
        """The form kept under a key; None for nothing, or for one that cannot be read any more."""
        found = self.content(key)
        if found is None:
            return None
        try:
            return FormDraft(_form(found["form"]), _form(found["base"]), int(found["seen"]))
        except (KeyError, TypeError, ValueError) as error:  # written by another version
            _log.info("The draft %s cannot be read: %r", key, error)
            return None


def _as_json(form: IncidentForm) -> dict[str, Any]:
    stamps = {name: at.isoformat() if (at := getattr(form, name)) else None for name in _STAMPS}
    return {
        "title": form.title,
        "classification": int(form.classification),
        "status": int(form.status),
        "pause_reason": int(form.pause_reason),
        "team": form.team,
        "system": form.system,
        "system_error": form.system_error,
        "release_related": int(form.release_related),
        **stamps,
    }


def _form(told: Mapping[str, Any]) -> IncidentForm:
    """Raises KeyError, TypeError or ValueError for what is no form."""
    stamps = {name: datetime.fromisoformat(told[name]) if told[name] else None for name in _STAMPS}
    if any(at is not None and at.tzinfo is None for at in stamps.values()):
        raise ValueError("an instant without a zone")
    return IncidentForm(
        title=str(told["title"]),
        classification=Classification(told["classification"]),
        status=Status(told["status"]),
        pause_reason=PauseReason(told["pause_reason"]),
        team=str(told["team"]),
        system=str(told["system"]),
        system_error=str(told["system_error"]),
        release_related=ReleaseRelated(told["release_related"]),
        **stamps,
    )
