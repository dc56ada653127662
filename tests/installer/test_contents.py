"""What the bundle holds: nothing of the building machine but Python, and nothing nobody would miss."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from installer.bundle import TOLERATED
from installer.contents import EXCLUDED, LAZY, SHOWN_VERSIONS, wanted

ROOT = Path(__file__).parents[2]
SITE = "/somewhere/.venv/lib/python3.11/site-packages"


@pytest.mark.parametrize("library", ["libstdc++.so.6", "libgcc_s.so.1", "libfontconfig.so.1", "libssl.so.3"])
def test_a_library_of_the_system_stays_with_the_system(library: str) -> None:
    assert not wanted(library, f"/lib/x86_64-linux-gnu/{library}")
    assert not wanted(library, f"/usr/lib/x86_64-linux-gnu/{library}")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
        (
            "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
            "/usr/lib/python3.11/lib-dynload/_ssl.cpython.so",
        ),
        ("numpy.libs/libscipy_openblas64_-32a4b2a6.so", f"{SITE}/numpy.libs/libscipy_openblas64_-32a4b2a6.so"),
        ("ortools/.libs/libortools.so.9", f"{SITE}/ortools/.libs/libortools.so.9"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", f"{SITE}/PySide6/Qt/plugins/platforms/libqxcb.so"),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", f"{SITE}/PySide6/Qt/plugins/platforms/libqwayland.so"),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", f"{SITE}/PySide6/Qt/plugins/platforms/libqoffscreen.so"),
        ("desktop_app/storage/migrations/env.py", "/work/desktop_app/storage/migrations/env.py"),
        ("desktop_app/_resources/sample/servicenow_event_log.zip", "/work/resources/sample/servicenow_event_log.zip"),
        ("holidays/locale/de/LC_MESSAGES/DE.mo", f"{SITE}/holidays/locale/de/LC_MESSAGES/DE.mo"),
    ],
)
def test_python_and_what_was_installed_for_the_program_travel_along(name: str, source: str) -> None:
    assert wanted(name, source)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/generic/libqtuiotouchplugin.so",
        "desktop_app/_resources/pictures/targets.png",
        "pandas/tests/data.csv",
        "libz.so.1",
    ],
)
def test_what_nobody_would_miss_stays_out(name: str) -> None:
    assert not wanted(name, f"{SITE}/{name}")


def test_whoever_lacks_a_tolerated_library_is_not_in_the_bundle() -> None:
    """libqpdf.so is left out by PyInstaller already, whenever the library it wants is missing."""
    plugins = {user for _library, user in TOLERATED} - {"libqpdf.so"}
    for plugin in plugins:
        assert not any(wanted(f"PySide6/Qt/plugins/{kind}/{plugin}", SITE) for kind in ("platformthemes",))


def test_nothing_is_both_wanted_and_excluded() -> None:
    for module in LAZY:
        assert not any(module == out or module.startswith(f"{out}.") for out in EXCLUDED), module


def test_nothing_that_the_program_imports_is_excluded() -> None:
    for path in (ROOT / "desktop_app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                assert not any(name == out or name.startswith(f"{out}.") for out in EXCLUDED), f"{path}: {name}"


def test_the_versions_shown_in_the_window_are_in_the_bundle() -> None:
    tree = ast.parse((ROOT / "desktop_app/ui/window/about.py").read_text(encoding="utf-8"))
    shown = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LIBRARIES"
    )
    assert set(shown) <= set(SHOWN_VERSIONS)
