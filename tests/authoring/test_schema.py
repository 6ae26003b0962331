"""The schema is made from what the readers read. The scripts here are fabricated."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.authoring import check
from bot.authoring.fields import Fields, Notes
from bot.authoring.findings import START, Findings
from bot.authoring.nodes import Node, Table
from bot.authoring.schema import FILE_NAME, HEADER, schema, undescribed
from bot.authoring.shapes import Kind, Shape
from bot.authoring.starter import starter
from bot.authoring.steps import KINDS
from bot.authoring.survey import Value, survey, survey_of
from bot.saying import say

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(file for file in (ROOT / "workshops").glob("*.yaml") if "." not in file.stem)
SCHEMA: dict[str, Any] = json.loads(schema("fr"))
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
_UNDERSTOOD = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "description", "enum", "items", "maxProperties",
    "maximum", "minItems", "minProperties", "minimum", "pattern", "properties", "propertyNames", "required", "title",
    "type",
}  # fmt: skip


def wrong(value: Any, rule: Any, at: str = "") -> list[str]:
    """What is wrong with a value by the part of JSON Schema that ours uses; a word it does not know is an error."""
    if rule is False:
        return [f"{at}: not allowed"]
    assert set(rule) <= _UNDERSTOOD, set(rule) - _UNDERSTOOD
    found: list[str] = []
    if "$ref" in rule:
        found += wrong(value, SCHEMA["$defs"][rule["$ref"].removeprefix("#/$defs/")], at)
    if "anyOf" in rule and all(wrong(value, one, at) for one in rule["anyOf"]):
        found.append(f"{at}: {value!r} is none of the forms")
    if "enum" in rule and not any(value == one and type(value) is type(one) for one in rule["enum"]):
        found.append(f"{at}: {value!r} is none of {rule['enum']}")
    types = [rule["type"]] if isinstance(rule.get("type"), str) else rule.get("type", [])
    allowed = tuple(kind for name in types for kind in _TYPES[name])
    if types and (not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)):
        return [*found, f"{at}: {value!r} is no {types}"]
    if isinstance(value, int) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        found.append(f"{at}: {value} is out of bounds")
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        found.append(f"{at}: {value!r} does not match")
    if isinstance(value, list):
        found += [one for n, item in enumerate(value) for one in wrong(item, rule.get("items", {}), f"{at}[{n}]")]
    if isinstance(value, dict):
        found += [f"{at}.{key} is missing" for key in rule.get("required", []) if key not in value]
        if not rule.get("minProperties", 0) <= len(value) <= rule.get("maxProperties", len(value)):
            found.append(f"{at} has {len(value)} keys")
        for key, held in value.items():
            found += wrong(key, rule.get("propertyNames", {}), f"{at}.{key}")
            inner = rule.get("properties", {}).get(key, rule.get("additionalProperties", {}))
            found += wrong(held, inner, f"{at}.{key}")
    return found


def parsed(source: str) -> Any:
    """As an editor parses it (YAML 1.2), keys as texts."""

    def texts(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): texts(held) for key, held in value.items()}
        return [texts(item) for item in value] if isinstance(value, list) else value

    return texts(YAML(typ="safe", pure=True).load(source))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_workshops_fit_the_schema(file: Path) -> None:
    """An author who copies one must not see it underlined."""
    assert wrong(parsed(file.read_text(encoding="utf-8")), SCHEMA) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_starter_fits_the_schema_passes_check_and_names_the_schema(language: str) -> None:
    """The first file an author sees."""
    source = starter("velo", language)
    assert wrong(parsed(source), SCHEMA) == []
    assert check("velo.yaml", source.encode()) == []
    assert source.startswith(HEADER)
    assert FILE_NAME in HEADER
    assert "mon_atelier" not in source


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes: 6", "minuts: 6"),
        ("minutes: 6", "minutes: six"),
        ("minutes: 6", "minutes: 6000"),
        ("- open_question:", "- open_questions:"),
        ("probes: [courte, ne_sait_pas]", "probes: [court]"),
        ("id: vecu", "id: Le vécu"),
        ("visibility: anonymous", "visibility: at_close"),
        ("quorum: everyone", "quorum: beaucoup"),
        ("may_pass: false", "may_pass: peut-être"),
        ("accept: {oui: J'accepte}", "accept: {oui: J'accepte, aussi: Oui}"),
        ("pool: horizons\n      at_most", "at_most"),
        ("after: rien,", "apres: rien,"),
        ("format: 1", "format: 2"),
        ("language: fr", "language: de"),
    ],
)
def test_what_check_would_refuse_is_underlined_while_typing(old: str, new: str) -> None:
    """Most slips are slips of the finger."""
    source = starter("velo", "fr")
    assert old in source
    changed = source.replace(old, new, 1)
    assert wrong(parsed(changed), SCHEMA) != []
    assert check("velo.yaml", changed.encode()) != []


def test_every_key_and_kind_has_words_in_both_languages() -> None:
    """A key without help is one that an author meets in somebody else's file. Add it to bot/authoring/keys.py."""
    assert undescribed() == []
    assert set(parsed(schema("en"))["properties"]) == set(SCHEMA["properties"])
    assert SCHEMA["properties"]["purpose"]["description"] == "Le but, pour qui lance l'atelier."
    assert json.loads(schema("en"))["properties"]["purpose"]["description"].startswith("The purpose")


def test_every_kind_of_step_can_be_completed() -> None:
    """A kind is in the schema because it is in `KINDS`, not because somebody thought of it."""
    steps = SCHEMA["properties"]["steps"]["items"]["properties"]
    assert set(steps) == set(KINDS)
    assert all(step["description"] for step in steps.values())


def a_reader(node: Node, notes: Notes) -> None:
    """Reads as the readers of a kind that does not exist yet might."""
    fields = Fields(node, say("a trial"), notes)
    fields.text("ask", required=True)
    if (fields.integer("at_most", least=1, most=9) or 1) > 1:
        fields.text("another", required=True)
    if fields.one_of("sort", ("plain", "rich"), "plain") == "rich":
        fields.yes_no("gilded", default=False)
    inner = fields.node("inner")
    if inner is not None:
        deeper = Fields(inner, say("inner"), notes)
        if deeper.scalar("pool") is None:
            deeper.scalar("from", required=True)
        deeper.share("quorum", Fraction(1))
        if isinstance(node := deeper.node("days") or Table(START, {}), Table):
            days = Fields(node, say("days"), notes)
            for entry in days.items():
                if entry.key.text.isdigit():
                    days.integer(entry.key.text, least=1, most=7)
        else:
            deeper.integer("days", least=1, most=60)
    fields.done()


def test_a_survey_finds_keys_that_depend_on_the_values_of_others() -> None:
    """Readers look at some keys only when another has been given, in a certain form or with a certain value."""
    found = survey_of(a_reader)
    assert set(found.keys) == {"ask", "at_most", "another", "sort", "gilded", "inner"}
    assert found.requires("ask")
    assert not found.requires("another")
    assert found.keys["at_most"].shapes == {Shape(Kind.INTEGER, least=1, most=9): None}
    inner = found.keys["inner"]
    assert inner.is_mapping
    assert not inner.is_list
    assert set(inner.keys) == {"pool", "from", "quorum", "days"}
    assert not inner.requires("from")
    days = inner.keys["days"]
    assert Shape(Kind.INTEGER, least=1, most=60) in days.shapes
    assert days.own_keys is not None
    assert Shape(Kind.INTEGER, least=1, most=7) in days.own_keys.shapes


def test_reading_a_script_observes_nothing() -> None:
    """A survey leaves no trace in what it surveys."""
    head, kinds = survey()
    assert isinstance(head, Value)
    assert set(kinds) == set(KINDS)
    notes = Notes(Findings(""))
    a_reader(Table(START, {}), notes)
    assert len(notes.findings.issues()) == 1
