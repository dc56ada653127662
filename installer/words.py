"""Renews the catalogue of words: extracts every text of the program and makes the pseudo-locale from it.

The pseudo-locale (``qps``) is 40 % longer and full of accents: the tests run the window in it to find what is clipped.
Run by ``make words``; a test tells when the catalogue is out of date.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "resources" / "translations" / "second_way.pot"
_ACCENTS = str.maketrans("aeiouAEIOUcnsyz", "àéîöûÀÉÎÖÛçñšýž")
_PLACEHOLDER = re.compile(r"(\{[^}]*\}|&.|%\S)")


def extracted() -> Catalog:
    """Every text that the program may show, in the order of its files."""
    catalogue = Catalog(project="second-way", copyright_holder="Second Way contributors", charset="utf-8")
    keywords = {"_": None, "ngettext": (1, 2), "counted": (1, 2)}
    for name, _line, message, _comments, _context in extract_from_dir(ROOT / "desktop_app", keywords=keywords):
        catalogue.add(message, locations=[(f"desktop_app/{name}", None)], flags=())
    return catalogue


def pseudo(text: str) -> str:
    """A text 40 % longer with accents, its placeholders untouched: ``Targets`` becomes ``Tàrgéts ~~~``."""
    parts = [part if _PLACEHOLDER.fullmatch(part) else part.translate(_ACCENTS) for part in _PLACEHOLDER.split(text)]
    return "".join(parts) + " " + "~" * max(1, round(0.4 * len(text)) - 1)


def pseudo_catalogue(catalogue: Catalog) -> bytes:
    """The catalogue compiled in the pseudo-locale; month lists and the like keep their number of words."""
    made = Catalog(locale="en", charset="utf-8")
    for message in catalogue:
        if not message.id:
            continue
        if isinstance(message.id, list | tuple):
            made.add(message.id, tuple(pseudo(part) for part in message.id))
        elif message.id.count(" ") == 11 and message.id.startswith("Jan"):
            made.add(message.id, message.id.translate(_ACCENTS))
        else:
            made.add(message.id, pseudo(message.id))
    buffer = io.BytesIO()
    write_mo(buffer, made)
    return buffer.getvalue()


def template(catalogue: Catalog) -> bytes:
    """The catalogue as a .pot without dates and line numbers, so that it changes only with the words."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, omit_header=True, include_lineno=False, sort_output=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return header.encode() + buffer.getvalue()


def main() -> int:
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(template(extracted()))
    sys.stderr.write(f"{TEMPLATE.relative_to(ROOT)} renewed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
