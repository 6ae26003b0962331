"""Forms that bring files (RFC 7578): the body, already read and bounded, into fields and files.

Only what browsers send is read: one level, no transfer encodings, each part with a name. A file's name is data like any
other and leads to no path; nothing is written anywhere. Not here: how large a body may be (`visit`).
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

FORM: Final = "multipart/form-data"

_LONGEST_HEAD: Final = 4_096
_BOUNDARY: Final = re.compile(
    r"""boundary=(?:"([^"]{1,70})"|([0-9A-Za-z'()+_,./:=?-]{1,70}))\s*(?:;|$)""", re.IGNORECASE
)
_DISPOSITION: Final = re.compile(r"^content-disposition:[ \t]*form-data[ \t]*;(.*)$", re.IGNORECASE | re.MULTILINE)
_NAME: Final = re.compile(r';[ \t]*name="([^"]*)"', re.IGNORECASE)
_FILE: Final = re.compile(r';[ \t]*filename="([^"]*)"', re.IGNORECASE)


class Brought(msgspec.Struct, frozen=True):
    """A file as somebody sent it: which field it is in, what it is called on their machine, its bytes."""

    field: str
    name: str
    content: bytes


def read(kind: str, body: bytes, most_parts: int) -> tuple[list[tuple[str, str]], tuple[Brought, ...]]:
    """The fields and the files, in their order; a file field left empty brings none. `kind`: the content type.

    Raises:
        ValueError: it is not such a form, or has too many parts.
    """
    found = _BOUNDARY.search(kind)
    if found is None:
        raise ValueError("no boundary")
    line = b"--" + (found[1] or found[2]).encode()
    # The first boundary has no line end before it.
    pieces = (b"\r\n" + body).split(b"\r\n" + line, most_parts + 2)
    if pieces[0] or len(pieces) < 2 or len(pieces) > most_parts + 2 or not pieces[-1].startswith(b"--"):
        raise ValueError("not laid out as parts")
    fields: list[tuple[str, str]] = []
    files: list[Brought] = []
    for piece in pieces[1:-1]:
        head, blank, content = piece.partition(b"\r\n\r\n")
        if not blank or not head.startswith(b"\r\n") or len(head) > _LONGEST_HEAD:
            raise ValueError("a part without a head")
        said = _DISPOSITION.search(head.decode("utf-8", "replace").replace("\r\n", "\n"))
        name = _NAME.search(f";{said[1]}") if said is not None else None
        if said is None or name is None:
            raise ValueError("a part without a name")
        file = _FILE.search(f";{said[1]}")
        if file is None:
            fields.append((name[1], content.decode("utf-8", "replace").replace("\r\n", "\n")))
        elif file[1] or content:
            files.append(Brought(name[1], file[1], content))
    return fields, tuple(files)
