"""The official Bot API schema as a judge: of calls, of what the stand-in returns, of its parameter tables.

Here: finding the schema, and validating values against its types. The schema is not part of the project; where it is
absent, the tests that need it are skipped and say so. Other folders' tests import `official_schema` and `check_call`.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.botapi import Call
from bot.rehearsal.botapi.parameters import Upload

SCHEMA = Path(__file__).resolve().parents[2].parent / "shared" / "design" / "telegram-bot-api-10.0.json"


class Schema:
    """The official methods and types; each check returns findings, none when all is well."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.version = str(data["version"])
        self.methods: Mapping[str, Any] = data["methods"]
        self.types: Mapping[str, Any] = data["types"]

    def fields_of_method(self, method: str) -> dict[str, tuple[tuple[str, ...], bool]]:
        """Name → (types, required) of a method's parameters."""
        fields = self.methods[method].get("fields", [])
        return {field["name"]: (tuple(field["types"]), field["required"]) for field in fields}

    def check_value(self, value: Any, types: tuple[str, ...], where: str) -> list[str]:
        """Why `value` is of none of `types`; the findings of the type that fits best."""
        attempts = [self._check_one(value, kind, where) for kind in types]
        return min(attempts, key=len)

    def check_parameters(self, method: str, parameters: Mapping[str, Any]) -> list[str]:
        """What is wrong with the parameters of one call."""
        official = self.fields_of_method(method)
        findings = [f"{method} takes no {name}" for name in parameters if name not in official]
        findings += [
            f"{method} needs {name}" for name, (_, needed) in official.items() if needed and name not in parameters
        ]
        for name, value in parameters.items():
            if name in official:
                findings += self.check_value(value, official[name][0], f"{method}.{name}")
        return findings

    def check_result(self, method: str, result: Any) -> list[str]:
        """What is wrong with the result of one call."""
        return self.check_value(result, tuple(self.methods[method]["returns"]), f"{method} →")

    def _check_one(self, value: Any, kind: str, where: str) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, (list, tuple)):
                return [f"{where} is no array"]
            inner = kind.removeprefix("Array of ")
            return [
                finding for at, item in enumerate(value) for finding in self._check_one(item, inner, f"{where}[{at}]")
            ]
        match kind:
            case "Integer":
                return [] if isinstance(value, int) and not isinstance(value, bool) else [f"{where} is no Integer"]
            case "Float":
                return [] if isinstance(value, (int, float)) else [f"{where} is no Float"]
            case "String":
                return [] if isinstance(value, str) else [f"{where} is no String"]
            case "Boolean" | "True":
                fits = isinstance(value, bool) and (value or kind == "Boolean")
                return [] if fits else [f"{where} is no {kind}"]
            case "InputFile":
                return [] if isinstance(value, Upload) else [f"{where} is no file"]
            case _:
                return self._check_object(value, kind, where)

    def _check_object(self, value: Any, kind: str, where: str) -> list[str]:
        about = self.types[kind]
        if "subtypes" in about:
            attempts = [self._check_object(value, subtype, where) for subtype in about["subtypes"]]
            return min(attempts, key=len)
        if not isinstance(value, dict):
            return [f"{where} is no {kind}"]
        fields = {field["name"]: field for field in about.get("fields", [])}
        findings = [f"{where}: {kind} has no {name}" for name in value if name not in fields]
        for name, field in fields.items():
            if name in value:
                findings += self.check_value(value[name], tuple(field["types"]), f"{where}.{name}")
            elif field["required"]:
                findings.append(f"{where}: {kind} needs {name}")
        return findings


@cache
def _load() -> Schema | None:
    return Schema(json.loads(SCHEMA.read_bytes())) if SCHEMA.is_file() else None


def official_schema() -> Schema:
    """The schema; skips the calling test where it is not there."""
    schema = _load()
    if schema is None:
        pytest.skip("the official Bot API schema is not beside this checkout")
    return schema


def check_call(call: Call) -> None:
    """Fail unless a recorded call, and what it returned, is what the official schema says.

    The parameters are judged as the stand-in read them, so a form's "1" for an Integer is fine.
    """
    schema = official_schema()
    findings = schema.check_parameters(call.method, call.parameters)
    if call.response is not None and call.response["ok"]:
        findings += schema.check_result(call.method, call.response["result"])
    assert not findings, "\n".join(findings)
