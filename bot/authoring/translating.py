"""Write a translation anew: in the order of the script, with what is still to be translated.

Keeps every text, every comment above a text and what was set apart; adds each missing text, empty under the text to
translate; notes under `sources` what was translated. A text that moved or was renamed takes its translation along, told
by its fingerprint. Texts changed since are marked and stay marked until somebody says that their translation still
holds (`confirmed`). Not here: what a translation means (`translations`), nor where files are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from bot.authoring.findings import Findings
from bot.authoring.naming import item_of
from bot.authoring.nodes import Listing, Node, Scalar, Table, read_nodes, text_of
from bot.authoring.translations import HEAD, Texts, Translation, fingerprint, read_translation
from bot.errors import AuthorError, OperatorError
from bot.saying import did_you_mean, quoted, say

_OURS: Final = re.compile(r"\s*# (?:=|≠) ")
_SET_ASIDE: Final = (
    "# Without a text of that name in the script any more; take over what is still of use, delete the rest."
)
_SOURCES: Final = "# Which version of each text was translated. Kept by `horizons translate`."


@dataclass(frozen=True, slots=True)
class Written:
    """The new file, and what is left to do: names of texts."""

    text: str
    translated: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    aside: tuple[str, ...]


def write_translation(
    script: Texts, file_name: str, before: bytes | None, language: str, confirmed: Collection[str]
) -> Written:
    """The translation as it should be. `before`: as it is, None if there is none; `confirmed`: names, or `all`.

    Raises:
        AuthorError: the file as it is has errors, and must be mended by hand first.
        OperatorError: a name in `confirmed` is that of no translated text.
    """
    old = _Old.read(script, file_name, before)
    texts, aside = _settled(script, old.translation)
    unknown = [name for name in confirmed if name != "all" and name not in texts]
    if unknown:
        raise OperatorError(
            say(
                "No text called {name} is translated. {remedy}",
                name=quoted(unknown[0]),
                remedy=did_you_mean(unknown[0], texts, say("Translated")),
            )
        )
    sources = {name: fingerprint(script.by_name[name].text) for name in texts}
    noted = old.translation.sources if old.translation is not None else {}
    for name, (was, _) in texts.items():
        if was in noted and name not in confirmed and "all" not in confirmed:
            sources[name] = noted[was]
    changed = {name for name in texts if sources[name] != fingerprint(script.by_name[name].text)}
    page = _Page(script, {name: scalar for name, (_, scalar) in texts.items()}, changed, old)
    lines = [*_head(script, language, old), *page.lines(), *_aside(old, aside), "", _SOURCES, "sources:"]
    lines += [f"  {name}: {source}" for name, source in sources.items()]
    missing = tuple(name for name in script.by_name if name not in texts and name not in script.background)
    return Written("\n".join(lines) + "\n", len(texts), missing, tuple(changed), tuple(aside))


# -- what there is ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Old:
    """The file as it is. `above`: the comment lines above each name; `after`: what follows a text on its line."""

    translation: Translation | None = None
    lines: list[str] = field(default_factory=list)
    above: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, script: Texts, file_name: str, before: bytes | None) -> _Old:
        if before is None:
            return cls()
        findings = Findings(file_name)
        text = text_of(before, findings)
        translation = read_translation(script, file_name, text, findings) if text is not None else None
        errors = [issue for issue in findings.issues() if issue.is_error]
        if errors or text is None or translation is None:
            raise AuthorError(errors)
        old = cls(translation, text.split("\n"))
        first = min((entry.key.at.line for entry in translation.root.entries.values()), default=1)
        old.head = [line for line in old.lines[: first - 1] if not line.strip() or line.startswith("#")]
        if _SET_ASIDE in old.lines:
            below = old.lines[old.lines.index(_SET_ASIDE) + 1 :]
            old.aside = list(takewhile(lambda line: line.startswith("#"), below))
        for name, line in _places(translation.root, ""):
            comments = _comments_above(old.lines, line, first)
            if comments:
                old.above.setdefault(name, comments)
        for name, scalar in translation.texts.items():
            tail = text[scalar.end : text.find("\n", scalar.end) % (len(text) + 1)]
            if re.match(r"\s+#", tail):
                old.after[name] = tail.rstrip()
        return old


def _places(node: Node, name: str) -> Iterator[tuple[str, int]]:
    """Every name of the file, of texts and of what holds them, with the line where it begins."""
    match node:
        case Table(entries=entries):
            for key, entry in entries.items():
                inner = f"{name}.{key}" if name else key
                if inner not in HEAD:
                    yield inner, entry.key.at.line
                    yield from _places(entry.value, inner)
        case Listing(items=items):
            for number, item in enumerate(items, 1):
                inner_node, called = item_of(item, number)
                yield f"{name}.{called}", item.at.line
                yield from _places(inner_node, f"{name}.{called}")
        case Scalar():
            return


def _comments_above(lines: list[str], line: int, first: int) -> list[str]:
    found: list[str] = []
    for above in reversed(lines[first - 1 : line - 1]):
        if above.strip() and not above.lstrip().startswith("#"):
            break
        if above.strip() and not _OURS.match(above):
            found.append(above.strip())
    return found[::-1]


def _settled(script: Texts, old: Translation | None) -> tuple[dict[str, tuple[str, Scalar]], list[str]]:
    """Each text of the script that is translated, with the name it had and its translation; and names left over."""
    if old is None:
        return {}, []
    texts = {name: (name, old.texts[name]) for name in script.by_name if old.is_current(script, name)}
    rest = [name for name in old.texts if name not in texts]
    now = {fingerprint(scalar.text): name for name, scalar in script.by_name.items() if name not in texts}
    moved = {}
    for name in rest:
        to = now.get(old.sources.get(name, ""))
        if to is not None:
            texts[to] = (name, old.texts[name])
            moved[name] = to
    for name in rest:
        if name not in moved and name in script.by_name and name not in texts:
            texts[name] = (name, old.texts[name])
            moved[name] = name
    ordered = {name: texts[name] for name in script.by_name if name in texts}
    return ordered, [name for name in rest if name not in moved]


# -- the page --------------------------------------------------------------------------------------------------------


def _head(script: Texts, language: str, old: _Old) -> list[str]:
    comment = old.head if any(line.strip() for line in old.head) else _introduction(script, language)
    return [*comment, "format: 1", f"translates: {script.draft.id}", f"language: {language}"]


def _introduction(script: Texts, language: str) -> list[str]:
    command = f"horizons translate {script.draft.id} {language}"
    return [
        f"# {script.draft.title} ({language})",
        "#",
        f"# Traduction de {script.draft.id}.yaml : les mêmes noms, et rien que des textes. Une ligne « # = »",
        "# montre un texte à traduire, une ligne « # ≠ » un texte qui a changé depuis sa traduction. Ce qui n'est pas",
        f"# traduit se lit dans la langue de l'atelier. `{command}` ajoute ce qui manque,",
        f"# `{command} --confirm NOM` dit qu'une traduction vaut encore.",
        "",
    ]


@dataclass(slots=True)
class _Page:
    """The texts in the order and the shape of the script."""

    script: Texts
    texts: Mapping[str, Scalar]
    changed: Collection[str]
    old: _Old

    def lines(self) -> Iterator[str]:
        yield from self._node(self.script.root, "", "")

    def _node(self, node: Node, name: str, indent: str) -> Iterator[str]:
        match node:
            case Table(entries=entries):
                for key, entry in entries.items():
                    yield from self._named(f"{indent}{key}:", entry.value, f"{name}.{key}" if name else key, indent)
            case Listing(items=items):
                for number, item in enumerate(items, 1):
                    inner, called = item_of(item, number)
                    opening = f"{indent}-" if called == str(number) else f"{indent}{called}:"
                    yield from self._named(opening, inner, f"{name}.{called}", indent)
            case Scalar():
                return

    def _named(self, opening: str, node: Node, name: str, indent: str) -> Iterator[str]:
        if not self._holds(name):
            return
        if self._begins_a_part(node, name):
            yield ""
        yield from (f"{indent}{comment}" for comment in self.old.above.get(name, ()))
        if not isinstance(node, Scalar):
            yield opening
            yield from self._node(node, name, f"{indent}  ")
            return
        original = " ".join(node.text.split())
        if name not in self.texts:
            yield f"{indent}# = {original}"
            yield opening
            return
        if name in self.changed:
            yield f"{indent}# ≠ {original}"
        yield f"{opening} {spelled(self.texts[name].text)}{self.old.after.get(name, '')}"

    def _begins_a_part(self, node: Node, name: str) -> bool:
        """Whether an empty line sets it apart: what is not a single text at the top, and each step but the first."""
        first, _, rest = name.partition(".")
        if not rest:
            return not isinstance(node, Scalar)
        steps = (one for one in self.script.by_name if one.startswith("steps."))
        return first == "steps" and "." not in rest and not next(steps).startswith(f"{name}.")

    def _holds(self, name: str) -> bool:
        """Whether there is anything to write at or under that name: background texts only once they are translated."""
        for one in self.script.by_name:
            below = one == name or one.startswith(f"{name}.")
            if below and (one in self.texts or one not in self.script.background):
                return True
        return False


def _aside(old: _Old, names: list[str]) -> Iterator[str]:
    texts = old.translation.texts if old.translation is not None else {}
    lines = [*old.aside, *(f"#   {name}: {spelled(texts[name].text)}" for name in names)]
    if lines:
        yield from ("", _SET_ASIDE, *lines)


def spelled(text: str) -> str:
    """A text as YAML on one line: as it is where that is safe, else between double quotes."""
    if "\n" not in text and text == text.strip():
        findings = Findings("")
        read = read_nodes(f"a: {text}\n", findings)
        if isinstance(read, Table) and not findings.issues():
            value = read.entries["a"].value
            if isinstance(value, Scalar) and value.plain and value.text == text and not value.null:
                return text
    return json.dumps(text, ensure_ascii=False)
