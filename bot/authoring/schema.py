"""`horizons schema`: the script language as a JSON Schema (draft 2020-12), for completion and hover help in editors.

Made from what the readers ask for (`survey`) and the words for each key (`keys`). The schema sees shapes only: whether
a reference leads anywhere is `check`'s to say. It is a little stricter than the reader where that helps who types:
numbers without quotes, no key left empty. Not here: where the file goes (`workbench`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from bot.authoring.fields import CODE, ID
from bot.authoring.keys import CHOICES, KINDS, help_for
from bot.authoring.shapes import Kind, Shape
from bot.authoring.survey import ANY_KEY, ITEM, Path, Value, survey

Json = dict[str, Any]

FILE_NAME: Final = "horizons.schema.json"
"""How the file is called beside the scripts that name it."""
HEADER: Final = f"# yaml-language-server: $schema={FILE_NAME}"
"""The line at the top of a script that tells editors where its schema is."""

# As the file spells it: `2` and `true` are labels like any other.
_TEXT: Final[Json] = {"type": ["string", "number", "boolean"]}
_TITLES: Final = {"fr": "Atelier Horizons", "en": "Horizons workshop"}


def schema(language: str) -> str:
    """The schema's text, its help in that language (`fr` or `en`)."""
    head, kinds = survey()
    writer = _Writer(language)
    steps = {kind: writer.value(body, (kind,)) for kind, body in kinds.items()}
    for kind, body in steps.items():
        words = KINDS.get(kind)
        if words is not None:
            body["description"] = getattr(words, language)
    root = writer.value(head, ("script",))
    # One property a kind rather than `oneOf`: an editor then completes kinds, and names the one key that is wrong.
    one_step = {
        "type": "object",
        "properties": steps,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    root["properties"]["steps"] |= {"type": "array", "minItems": 1, "items": one_step}
    page = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _TITLES[language], **root}
    return json.dumps(page | {"$defs": writer.shared}, ensure_ascii=False, indent=1) + "\n"


def undescribed() -> list[str]:
    """Keys and kinds that readers read and `keys` has no words for."""
    head, kinds = survey()
    paths = (path for name, value in (("script", head), *kinds.items()) for path in _paths(value, (name,)))
    return [kind for kind in kinds if kind not in KINDS] + [".".join(path) for path in paths if help_for(path) is None]


def _paths(value: Value, path: Path) -> Iterator[Path]:
    below = dict(value.keys)
    if value.own_keys is not None:
        below[ANY_KEY] = value.own_keys
    for key, held in below.items():
        yield (*path, key)
        yield from _paths(held, (*path, key))
    if value.is_list and value.items is not None:
        yield from _paths(value.items, (*path, ITEM))


class _Writer:
    """Turns values into schemas; a mapping that many steps have is written once, under `$defs`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.shared: dict[str, Json] = {}

    def value(self, value: Value, path: Path) -> Json:
        typed = [self._shape(shape, path[-1]) for shape in value.shapes if shape.kind is not Kind.ANY]
        forms = typed or ([_TEXT] if value.is_text else [])
        if value.is_mapping:
            forms.append(self._mapping(value, path))
        if value.is_list and value.items is not None:
            forms.append({"type": "array", "items": self.value(value.items, (*path, ITEM))})
        written = forms[0] if len(forms) == 1 else {"anyOf": forms} if forms else {}
        words = help_for(path)
        return {**written, "description": getattr(words, self.language)} if words is not None else dict(written)

    def _mapping(self, value: Value, path: Path) -> Json:
        own = value.own_keys
        written: Json = {
            "type": "object",
            "properties": {key: self.value(held, (*path, key)) for key, held in value.keys.items()},
            "additionalProperties": False if own is None else self.value(own, (*path, ANY_KEY)),
        }
        required = [key for key in value.keys if value.requires(key)]
        if required:
            written["required"] = required
        # A step's body is where its kind's help hangs; what lies inside is the same in many.
        return written if len(path) == 1 else self._once(written, path[-2] if path[-1] == ITEM else path[-1])

    def _once(self, written: Json, name: str) -> Json:
        name = "own" if name == ANY_KEY else name
        known = [one for one in self.shared if one.partition("-")[0] == name]
        same = next((one for one in known if self.shared[one] == written), "")
        if not same:
            same = f"{name}-{len(known) + 1}" if known else name
            self.shared[same] = written
        return {"$ref": f"#/$defs/{same}"}

    def _shape(self, shape: Shape, key: str) -> Json:
        labels: Json = {
            "type": "object",
            "additionalProperties": _TEXT,
            "propertyNames": {"pattern": f"^{CODE.pattern}$"},
        }
        match shape.kind:
            case Kind.TEXT | Kind.ANY:
                return {"enum": _spelled(CHOICES[key])} if key in CHOICES else _TEXT
            case Kind.TEXTS:
                one = {"enum": list(CHOICES[key])} if key in CHOICES else _TEXT
                return {"anyOf": [{"type": "array", "items": one}, one]}
            case Kind.ID:
                return {"type": "string", "pattern": f"^{ID.pattern}$"}
            case Kind.INTEGER:
                return {"type": "integer", "minimum": shape.least, "maximum": shape.most}
            case Kind.YES_NO:
                return {"enum": [True, False, "oui", "non", "yes", "no"]}
            case Kind.ONE_OF:
                return {"enum": list(shape.choices)}
            case Kind.SHARE:
                share = {"type": "string", "pattern": "^[0-9]{1,3} *(%|/ *[0-9]{1,3})$"}
                return {"anyOf": [{"enum": ["everyone", "none"]}, share]}
            case Kind.OPTIONS:
                return labels | {"minProperties": 1}
            case Kind.OPTION:
                return labels | {"minProperties": 1, "maxProperties": 1}


def _spelled(words: tuple[str, ...]) -> list[str | int]:
    """Words, and numbers as YAML reads them without quotes."""
    return [spelling for word in words for spelling in ((int(word), word) if word.isdigit() else (word,))]
