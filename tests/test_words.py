"""The catalogue of words is complete, and a language much longer than English can be made from it."""

from __future__ import annotations

import gettext
import importlib.util
import io
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def words() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words", ROOT / "installer" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_holds_every_word_of_the_program(words: ModuleType) -> None:
    assert words.template(words.extracted()) == words.TEMPLATE.read_bytes(), "run `make words`"


def test_every_placeholder_has_a_name(words: ModuleType) -> None:
    for message in words.extracted():
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            assert not re.search(r"\{\d*\}|%[sd]", text), text


def test_the_pseudo_locale_is_longer_and_keeps_placeholders_and_mnemonics(words: ModuleType) -> None:
    catalogue = gettext.GNUTranslations(io.BytesIO(words.pseudo_catalogue(words.extracted())))
    text = "“{name}” cannot be written in {folder}: {reason}."
    longer = catalogue.gettext(text)
    assert len(longer) >= 1.35 * len(text)
    assert set(re.findall(r"\{\w+\}", longer)) == {"{name}", "{folder}", "{reason}"}
    assert "&" in catalogue.gettext("&File")
    assert len(catalogue.gettext("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()) == 12


def test_nobody_is_blamed(words: ModuleType) -> None:
    harsh = re.compile(r"\b(slow(est)?|worst|fault of|blame|guilty|bad team|lazy|culprit)\b", re.IGNORECASE)
    for message in words.extracted():
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            assert not harsh.search(text), text
