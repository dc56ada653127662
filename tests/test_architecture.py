"""The rules of the house hold, and each of them can be broken."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.sources import PACKAGE, trees

ROOT = PACKAGE.parent

# One line that breaks each contract of pyproject.toml, and the module it goes into.
BREACHES = {
    "layers": ("storage/check.py", "import desktop_app.services.changes"),
    "ui-asks-services": ("ui/theme.py", "import desktop_app.storage.database"),
    "qt-in-ui": ("services/teams.py", "import PySide6.QtCore"),
    "sql-in-storage": ("services/targets.py", "import sqlalchemy"),
    "solver-in-planning": ("services/people.py", "import ortools"),
    "files-in-exchange": ("services/monthly.py", "import icalendar"),
    "pure-domain": ("domain/routes.py", "import numpy"),
    "pages-apart": ("ui/targets/page.py", "import desktop_app.ui.incidents.page"),
    "one-root": ("services/history.py", "import desktop_app.app"),
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, env={"PYTHONPATH": str(folder)}, check=False
    )


@cache
def _sources(folder: Path) -> tuple[tuple[Path, str], ...]:
    return tuple((path, path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py")))


def _tree(path: Path) -> ast.Module:
    return trees()[path.relative_to(PACKAGE).as_posix()]


def test_the_layers_hold() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_on_layers_fails_when_it_is_broken(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "desktop_app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, line in BREACHES.values():
        path = tmp_path / "desktop_app" / module
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = dict(re.findall(r'id = "([^"]+)"\nname = "([^"]+)"', text))
    assert set(names) == set(BREACHES), "a contract without a breach that proves it"
    output = " ".join(_lint(tmp_path).stdout.split())
    for contract, name in names.items():
        assert f"{name} BROKEN" in output, f"{contract} held although {BREACHES[contract]} breaks it"


def test_no_room_is_named_after_nothing() -> None:
    empty_words = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    for path, _text in _sources(PACKAGE):
        assert not empty_words & set(re.split(r"[_/.]", path.relative_to(PACKAGE).as_posix())), path


def test_there_are_no_globals() -> None:
    for path, _text in _sources(PACKAGE):
        for node in ast.walk(_tree(path)):
            assert not isinstance(node, ast.Global), f"{path}:{node.lineno}"


def test_files_functions_and_classes_stay_small() -> None:
    for path, text in _sources(PACKAGE):
        if "migrations" in path.parts:
            continue
        assert text.count("\n") <= 500, f"{path} has over 500 lines"
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path}:{node.name} has over 60 lines"
            if isinstance(node, ast.ClassDef):
                methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
                assert len(methods) <= 25, f"{path}:{node.name} has {len(methods)} methods"


def test_every_module_says_what_it_is_for() -> None:
    for path, _text in _sources(PACKAGE):
        assert ast.get_docstring(_tree(path)), f"{path} has no docstring"


@pytest.mark.parametrize("word", ["pickle", "eval(", "exec(", "yaml.load", "shell=True"])
def test_foreign_text_is_never_run(word: str) -> None:
    for path, text in _sources(PACKAGE):
        assert not re.search(rf"(?<![\w.]){re.escape(word)}", text), f"{word} in {path}"


def test_what_tells_colours_lives_in_the_theme() -> None:
    for path, text in _sources(PACKAGE / "ui"):
        if path.name != "theme.py":
            found = re.search(r"[\"']#[0-9A-Fa-f]{3,8}\b|Qt\.(GlobalColor\.)?(red|green|blue|black|white|gray)\b", text)
            assert not found, f"{path}: {found and found.group()}"


def test_services_never_ask_for_more_than_they_name() -> None:
    """A use case returns Changes or facts; no service hands out a database connection."""
    for path, _text in _sources(PACKAGE / "services"):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns is not None:
                allowed = path.name == "workspaces.py" and node.name == "step"
                assert "Connection" not in ast.unparse(node.returns) or allowed, f"{path}:{node.name}"
