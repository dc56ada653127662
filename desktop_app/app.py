"""The composition root, the only module that knows every layer: opens the workspace, builds services and window."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from desktop_app.domain import language
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace


def resource_folder() -> Path:
    """Icons, fonts, words and sample: beside the package in a checkout, inside it when installed."""
    inside = Path(__file__).parent / "_resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def choose_language() -> None:
    """Take the catalogue of the user's language, English where there is none."""
    languages = os.environ.get("SECOND_WAY_LANGUAGE")
    folder = resource_folder() / "translations"
    wanted = [languages] if languages else None
    language.use(gettext.translation("second_way", folder, wanted, fallback=True))


def open_services(path: Path, *, create: bool = False, read_only: bool = False) -> Services:
    """The services over a workspace file. Raises WorkspaceError."""
    workspace = Workspace.open_or_create(path) if create else Workspace.open(path, read_only=read_only)
    return Services.over(workspace, resource_folder() / "sample" / "servicenow_event_log.zip")
