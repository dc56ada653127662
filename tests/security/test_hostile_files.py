"""Spreadsheets made to do harm: entities in any part, bombs within bombs; one sentence, and nothing is stored."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.imports import ImportAnswers
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from tests.exchange.files import HEADER, workbook
from tests.security.conftest import CANARY

SECONDS = 60  # far above what any takes; a bomb that unpacks would take for ever
_LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
_FILE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels")


def _with_doctype(source: Path, target: Path, part: str, doctype: str, encoding: str = "utf-8") -> Path:
    """A copy of a workbook in which one part begins with a document type."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                body = content.decode()
                body = body[body.index("?>") + 2 :] if body.startswith("<?xml") else body
                content = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'.encode(encoding)
            new.writestr(name, content)
    return target


def _refused(path: Path, folder: Path) -> str:
    services, begun = Services.over(Workspace.create(folder / "a.secondway")), time.monotonic()
    try:
        with pytest.raises(SecondWayError) as refused:
            services.imports.prepare(path, ImportAnswers())
        assert services.incidents.open_list(View()).of == 0
        assert time.monotonic() - begun < SECONDS
        return refused.value.sentence
    finally:
        services.close()


@pytest.mark.parametrize("part", PARTS)
def test_entities_in_any_part_are_refused(part: str, tmp_path: Path) -> None:
    path = _with_doctype(workbook(tmp_path, [HEADER]), tmp_path / "evil.xlsx", part, _LAUGHS)
    assert "evil.xlsx" in _refused(path, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entities_hidden_by_another_encoding_are_refused(encoding: str, tmp_path: Path) -> None:
    source = workbook(tmp_path, [HEADER])
    path = _with_doctype(source, tmp_path / "evil.xlsx", "xl/worksheets/sheet1.xml", _LAUGHS, encoding)
    assert "evil.xlsx" in _refused(path, tmp_path)


def test_a_file_of_this_computer_is_not_read_through_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(CANARY)
    doctype = _FILE.format(secret=tmp_path / "secret")
    path = _with_doctype(workbook(tmp_path, [HEADER]), tmp_path / "evil.xlsx", "xl/worksheets/sheet1.xml", doctype)
    assert CANARY not in _refused(path, tmp_path)


def test_a_zip_within_a_zip_is_no_table(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.csv", bytes(10 << 20))
    with zipfile.ZipFile(tmp_path / "nested.zip", "w") as outer:
        outer.writestr("inner.zip", inner.getvalue())
    assert "nested.zip" in _refused(tmp_path / "nested.zip", tmp_path)


def test_a_zip_that_lies_about_its_size_is_refused_or_counted(tmp_path: Path) -> None:
    """The directory says ten bytes, and two hundred and fifty megabytes come out."""
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.csv", "w") as part:
        for _turn in range(250):
            part.write(b"a,b\n" * (1 << 18))
    content = path.read_bytes()
    size = (250 * (1 << 20)).to_bytes(4, "little")
    assert size in content
    path.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    assert "liar.zip" in _refused(path, tmp_path)
