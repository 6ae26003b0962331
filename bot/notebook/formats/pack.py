"""The data pack: the notebook's tables as CSV with a data dictionary, or all of it as one JSON file.

CSV follows RFC 4180, in UTF-8; `datapackage.json` follows Frictionless's Data Package. A cell that a spreadsheet could
take for a formula (it begins with = + - @, a tab or a line break) is given an apostrophe in front, and so is one that
begins with an apostrophe: to have the text back, take one leading apostrophe away. JSON carries texts as they are, and
the whole context, from which the notebook is rendered again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC
from typing import Final

import msgspec

from bot.notebook.escaping import readable
from bot.notebook.formats.dictionary import SHAPES, Shape
from bot.notebook.formats.edition import FORMAT, Edition, Pack
from bot.notebook.formats.tables import Cell, Row

_FORMULA: Final = tuple("=+-@\t\r\n'＝＋－＠")
_RULE: Final = {
    "fr": "Une cellule qui commence par = + - @, une apostrophe, une tabulation ou un retour est précédée d'une "
    "apostrophe, pour qu'aucun tableur n'y voie une formule : ôtez-la pour retrouver le texte.",
    "en": "A cell that begins with = + - @, an apostrophe, a tab or a line break has an apostrophe put in front, so "
    "that no spreadsheet takes it for a formula: take it away to have the text back.",
}


def as_csv(edition: Edition) -> dict[str, bytes]:
    """A file a table, the dictionary, and the ballots of each vote."""
    made = {f"cahier-{name}.csv": _csv(SHAPES[name], rows) for name, rows in edition.tables.items()}
    made["datapackage.json"] = _json(_about(edition))
    return made | ballot_files(edition)


def as_json(edition: Edition) -> dict[str, bytes]:
    """One file, and the ballots of each vote."""
    return {"cahier.json": packed(edition)} | ballot_files(edition)


def packed(edition: Edition) -> bytes:
    """The JSON data pack."""
    told = {
        name: [dict(zip((field.name for field in SHAPES[name].fields), row, strict=True)) for row in rows]
        for name, rows in edition.tables.items()
    }
    pack = Pack(
        FORMAT,
        _about(edition),
        told,
        edition.ballots,
        edition.words.percent_from,
        edition.compiled_at,
        edition.notebook,
    )
    return _json(msgspec.to_builtins(pack))


def ballot_files(edition: Edition) -> dict[str, bytes]:
    """What `horizons tally` recounts, a file a vote."""
    return {f"cahier-bulletins-{vote}.json": _json(told) for vote, told in edition.ballots.items()}


def _csv(shape: Shape, rows: list[Row]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([field.name for field in shape.fields])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return made.getvalue().encode()


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, int):
        return cell
    text = readable(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _about(edition: Edition) -> dict[str, object]:
    """The Data Package: what this is, and what each field means."""
    notebook, chosen = edition.notebook, 1 if edition.notebook.language == "en" else 0
    said = (notebook.agency, notebook.territory, notebook.status, notebook.group_note, notebook.notice)
    described = " · ".join(part for part in said if part)
    return {
        "profile": "tabular-data-package",
        "name": "cahier",
        "title": f"{notebook.title} · {edition.words('ui.name')}",
        "description": f"{described}\n{_RULE[notebook.language]}",
        "created": f"{edition.compiled_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "software": notebook.software,
        "languages": [notebook.language],
        "resources": [_resource(SHAPES[name], chosen) for name in edition.tables],
    }


def _resource(shape: Shape, chosen: int) -> Mapping[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": shape.name,
        "title": shape.title[chosen],
        "description": shape.about[chosen],
        "path": f"cahier-{shape.name}.csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [
                {"name": one.name, "type": one.kind, "title": one.title[chosen], "description": one.about[chosen]}
                for one in shape.fields
            ]
        },
    }


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(_readable(value)), indent=1) + b"\n"


def _readable(value: object) -> object:
    if isinstance(value, str):
        return value if value.isprintable() else readable(value)
    if isinstance(value, dict):
        return {key: _readable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(inner) for inner in value]
    return value
