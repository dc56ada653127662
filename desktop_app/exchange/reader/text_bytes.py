"""The bytes of a text file in blocks, as UTF-8 whatever they were written in; never more than a block at a time."""

from __future__ import annotations

import codecs
import contextlib
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.text_encoding import UTF_8, Encoding

BLOCK = 8 << 20
_MOST_BYTES = 1 << 30
_REPLACED = "\ufffd"
_ESCAPED = re.compile(rb'(?<!\\)((?:\\\\)*)\\"')
_ENDS_IN_BACKSLASHES = re.compile(rb"\\+\Z")


class Source:
    """A file, or the ``member`` of a zip; ``done`` of ``total`` bytes were given so far."""

    def __init__(self, path: str, member: str, block: int = BLOCK) -> None:
        self.path, self.member, self.block = path, member, block
        self.done = 0
        self.total = self._size()
        if self.total > _MOST_BYTES:
            raise _too_large()

    @property
    def share(self) -> float:
        return min(1.0, self.done / max(1, self.total))

    def head(self) -> bytes:
        """The first bytes, by which the encoding may show."""
        with contextlib.closing(self.blocks()) as blocks:
            return next(blocks, b"")

    def blocks(self, size: int = 0) -> Generator[bytes]:
        """From the beginning, each time it is asked; ``size`` bytes each where it is told. Raises Unreadable."""
        self.done = 0
        try:
            if not self.member:
                with Path(self.path).open("rb") as stream:
                    while block := stream.read(size or self.block):
                        yield self._counted(block)
                return
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as part:
                while block := part.read(size or self.block):
                    yield self._counted(block)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise _damaged(self.member) from None
        except OSError as error:
            raise _locked(error) from None

    def _counted(self, block: bytes) -> bytes:
        self.done += len(block)
        if self.done > _MOST_BYTES:
            raise _too_large()
        return block

    def _size(self) -> int:
        try:
            if not self.member:
                return Path(self.path).stat().st_size
            with zipfile.ZipFile(self.path) as archive:
                return archive.getinfo(self.member).file_size
        except (zipfile.BadZipFile, KeyError):
            raise _damaged(self.member) from None
        except OSError as error:
            raise _locked(error) from None


class Lost:
    """Counts the letters that did not fit the encoding and were replaced."""

    def __init__(self) -> None:
        self.count = 0


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes, encoding: Encoding) -> str:
    try:
        return decoder.decode(block)
    except UnicodeDecodeError:
        raise  # a byte that does not fit: another encoding is tried
    except UnicodeError:  # UTF-16 or UTF-32 without the mark that says in which order its bytes stand
        raise Unreadable(_("{file} cannot be read as {encoding}."), encoding=encoding.name) from None


def as_utf8(blocks: Iterator[bytes], encoding: Encoding, lost: Lost) -> Iterator[bytes]:
    """The text as UTF-8 without its mark and without NULs; a letter may lie across two blocks.

    Raises UnicodeDecodeError where the encoding is strict and a block does not fit.
    """
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    checked = encoding.name == UTF_8 and encoding.errors == "strict"  # then the bytes are good as they are
    first = True
    for block in blocks:
        if checked and block.isascii() and not decoder.getstate()[0]:
            text = block
        else:
            decoded = _decoded(decoder, block, encoding)
            lost.count += decoded.count(_REPLACED)
            text = block if checked else decoded.encode(UTF_8, "replace")
        if first and text:
            text, first = text.removeprefix(codecs.BOM_UTF8), False
        yield text.replace(b"\0", b"") if b"\0" in text else text
    rest = decoder.decode(b"", True)
    if rest:
        lost.count += rest.count(_REPLACED)
        yield rest.encode(UTF_8, "replace")


def doubled(blocks: Iterator[bytes]) -> Iterator[bytes]:
    r"""With quotes escaped as ``\"`` written as ``""``, as the other readers expect them."""
    kept = b""
    for block in blocks:
        whole = kept + block
        end = _ENDS_IN_BACKSLASHES.search(whole[-1000:])
        kept = end[0] if end else b""
        whole = whole[: len(whole) - len(kept)]
        yield _ESCAPED.sub(rb'\1""', whole) if b'\\"' in whole else whole
    yield kept


def _too_large() -> Unreadable:
    return Unreadable(_("{file} is refused: it holds more than {size} MB."), size=_MOST_BYTES >> 20)


def _damaged(part: str) -> Unreadable:
    return Unreadable(_("{file} is damaged in its part {part}. Fetch it again."), part=part)


def _locked(error: OSError) -> Unreadable:
    return Unreadable(_("{file} cannot be read: {reason}."), reason=error.strerror or str(error))
