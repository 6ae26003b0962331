"""Pictures that a choice shows: those that come with the program, and an author's own in a folder beside the script.

A picture goes by the code of its option: `banc` is `mine.images/banc.png` beside `mine.yaml` if there is one, else the
drawing of that name that is shipped. Here: finding it, and what can be wrong with it. Not here: laying pictures out for
a screen (`notebook.contact_sheet`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import Final

from bot.authoring.beside import Files
from bot.authoring.fields import CODE, Fields
from bot.authoring.findings import Position
from bot.authoring.nodes import Entry
from bot.engine.script import Option, Picture
from bot.saying import did_you_mean, quoted, say

MOST: Final = 20
MOST_BYTES: Final = 1_000_000
DRAWN: Final = "image/svg+xml"
_SIGNATURES: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


@cache
def shipped() -> Mapping[str, bytes]:
    """The drawings that come with the program, by name."""
    folder = resources.files("bot.authoring") / "pictures"
    drawings = (file for file in folder.iterdir() if file.name.endswith(".svg"))
    return {file.name.removesuffix(".svg"): file.read_bytes() for file in sorted(drawings, key=lambda one: one.name)}


def by_name(files: Files) -> dict[str, bytes]:
    """An author's own pictures, by the code of their option."""
    return {PurePath(name).stem: content for name, content in reversed(files)}


def read_pictures(fields: Fields) -> tuple[tuple[Option, ...], tuple[Picture, ...]]:
    """`pictures` of a choice: the options that they are, and what each shows; nothing if there are none."""
    node = fields.node("pictures")
    if node is None:
        return (), ()
    entries = Fields(node, say("`{key}` of {what}", key="pictures", what=fields.what), fields.notes).items()
    if len(entries) > MOST:
        fields.issue(
            node.at,
            "S125",
            say("{What} shows {count} pictures.", What=fields.what, count=len(entries)),
            say("Keep {most} at most.", most=MOST),
        )
    options: dict[str, Option] = {}
    pictures = []
    for entry in entries[:MOST]:
        code = entry.key.text
        if not CODE.fullmatch(code):
            fields.issue(entry.key.at, "S107", say("{code} cannot be the code of an option.", code=quoted(code)))
            continue
        option, described = _described(fields, entry)
        if option.label in {one.label for one in options.values()}:
            fields.issue(
                entry.value.at, "S117", say("{label} is the label of another picture too.", label=quoted(option.label))
            )
        options[code] = option
        media, content = _found(fields, code, entry.key.at)
        pictures.append(Picture(code, described, media, content))
    return tuple(options.values()), tuple(pictures)


def _described(fields: Fields, entry: Entry) -> tuple[Option, str]:
    picture = Fields(entry.value, say("picture {given}", given=quoted(entry.key.text)), fields.notes)
    label = picture.text("label", required=True)
    # Who does not see the picture reads this instead: it is no ornament.
    described = picture.text("description", required=True)
    picture.done()
    return Option(entry.key.text, label), described


def _found(fields: Fields, code: str, at: Position) -> tuple[str, bytes]:
    own = fields.notes.pictures.get(code)
    if own is None and code in shipped():
        return DRAWN, shipped()[code]
    if own is None:
        names = sorted({*fields.notes.pictures, *shipped()})
        remedy = did_you_mean(code, names, say("Pictures here"))
        fields.issue(at, "S125", say("There is no picture {code}.", code=quoted(code)), remedy)
        return DRAWN, b""
    media = next((media for media, signature in _SIGNATURES.items() if own.startswith(signature)), "")
    if not media:
        fields.issue(
            at,
            "S125",
            say("The picture {code} is neither PNG nor JPEG.", code=quoted(code)),
            say("Save it as one of them."),
        )
    elif len(own) > MOST_BYTES:
        finding = say("The picture {code} has {count:,} bytes.", code=quoted(code), count=len(own))
        fields.issue(
            at,
            "S125",
            finding,
            say("Make it smaller: {most:,} at most, and 800 pixels are plenty.", most=MOST_BYTES),
        )
    return media, own
