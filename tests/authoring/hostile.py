"""Files that no author writes on purpose, and some that one does: fabricated, by name.

Shared by the tests, which claim that each is answered with coded findings, and by the bench, which measures how long
that takes. Not here: either.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bot.authoring.findings import Findings
from bot.authoring.nodes import Listing, Node, Scalar, Table, read_nodes

SCRIPT: Final = Path(__file__).parents[2] / "workshops" / "relocalisation.yaml"

GOOD: Final = """\
format: 1
id: essai
title: Essai
parameters:
  agence: {default: "l'Agence d'essai"}
steps:
  - consent:
      id: consentement
      title: Accord de {{ agence }}
      minutes: 1
      ask: D'accord ?
      accept: {oui: Oui}
      decline: {non: Non}
  - profile: {id: profil, title: Qui ?, minutes: 1, ask: Qui ?, buttons: {elu: Élu·e, autre: Autre}}
  - open_question:
      id: vecu
      title: Le vécu
      minutes: 5
      ask: Racontez.
      then:
        - {id: suite, ask: Et après ?, when: profil == 'autre'}
  - closing: {id: cloture, title: Fin, minutes: 1, ask: Un mot ?}
"""


def _text(written: str) -> str:
    """The good script with that text, as the file spells it, in the place of a question."""
    return GOOD.replace("ask: Racontez.", f"ask: {written}")


def _escaped(said: str) -> str:
    return _text(json.dumps(said, ensure_ascii=False))


def _when(condition: str) -> str:
    return GOOD.replace("when: profil == 'autre'", f"when: {json.dumps(condition, ensure_ascii=False)}")


def _many(begin: str, each: str, count: int) -> str:
    return begin + "".join(each.format(number) for number in range(count))


_AS_WRITTEN: Final[dict[str, str | bytes]] = {
    # nothing, or nothing like a script
    "empty": "",
    "only blanks": " \n \n",
    "only a comment": "# rien",
    "null": "~",
    "a list": "- a\n- b",
    "a word": "bonjour",
    "one sign each": "@",
    "an open brace": "{",
    "a document mark": "---",
    "two documents": "a: 1\n---\nb: 2",
    # size and depth
    "ten megabytes": "a: " + "x" * 10_000_000,
    "ten megabytes of noise": b"\xff" * 10_000_000,
    "deep flow": "[" * 140_000,
    "deep flow, spaced": "{\n" * 90_000,
    "deep block": "".join(f"{' ' * n}k:\n" for n in range(700)),
    "deep dashes": "- " * 140_000,
    "many values": "- a\n" * 70_000,
    "many keys": "".join(f"k{n}: 1\n" for n in range(20_000)),
    "one key many times": "a: 1\n" * 4_900,
    "one long text": "k: " + "a b " * 70_000,
    "one long key": "x" * 290_000 + ": 1",
    "blank lines": "\n" * 290_000,
    "directives": "%a\n" * 90_000,
    "documents": "---\n" * 70_000,
    "quotes": "a: '" + "''" * 140_000 + "'",
    # YAML that scripts do not use
    "a bomb": "\n".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(30)),
    "an alias in itself": "a: &a [*a]",
    "an alias of nothing": GOOD.replace("title: Le vécu", "title: *rien"),
    "a merge key": GOOD.replace("id: vecu", "<<: {id: vecu}"),
    "a tag": GOOD.replace("title: Le vécu", "title: !!binary Le vécu"),
    "a tag that runs": "!!python/object/apply:os.system [ls]",
    "a directive": f"%YAML 1.1\n---\n{GOOD}",
    "a directive of the future": f"%YAML 9.9\n---\n{GOOD}",
    "odd keys": f"{GOOD}? [a, b]\n: 1\n? {{c: d}}\n: 2\n: 3\n",
    "a wrong escape": _text('"\\xZZ"'),
    "an open quotation mark": GOOD.replace("title: Le vécu", 'title: "Le vécu'),
    "an open brace in a script": GOOD.replace("{oui: Oui}", "{oui: Oui"),
    "a tab": GOOD.replace("      title: Le vécu", "\t title: Le vécu"),
    "a duplicate key": GOOD.replace("title: Le vécu", "title: Le vécu\n      title: Encore"),
    # characters
    "a null byte": GOOD.replace("vécu", "v\0cu"),
    "a bell": GOOD.replace("vécu", "v\acu"),
    "a null byte, escaped": _text('"\\0"'),
    "a surrogate, escaped": _text('"\\ud800"'),
    "a surrogate": GOOD.replace("vécu", "v\ud800cu").encode("utf-8", "surrogatepass"),
    "another order of reading": GOOD.replace("vécu", "v\u202ecu"),
    "another order of reading, escaped": _text('"\\u202E"'),
    "a line that editors do not count": GOOD.replace("vécu", "v\u2028cu"),
    "a byte order mark inside": GOOD.replace("vécu", "v\ufeffcu"),
    "a key with a space nobody sees": GOOD.replace("title: Le vécu", "title\u00a0: Le vécu"),
    "an indent nobody sees": GOOD.replace("      title: Le vécu", "\u00a0     title: Le vécu"),
    "a letter from elsewhere": GOOD.replace("id: vecu", "id: v\u0435cu"),
    "digits from elsewhere": GOOD.replace("minutes: 5", "minutes: ٥"),
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-16 without its mark": GOOD.encode("utf-16-be"),
    "UTF-32": GOOD.encode("utf-32"),
    "Latin-1": GOOD.encode("latin-1"),
    # templates and conditions
    "a loop": _escaped("{% for x in range(10**9) %}{% endfor %}"),
    "an attribute": _escaped("{{ agence.__class__.__mro__ }}"),
    "a call": _escaped("{{ agence() }}"),
    "a filter": _escaped("{{ agence | upper }}"),
    "a comment in a text": _escaped("{# rien #}"),
    "a word of the templates": _escaped("{{ self }}"),
    "many names": _escaped("{{ rien }} " * 20_000),
    "many names, each another": _escaped(" ".join(f"{{{{ n{n} }}}}" for n in range(20_000))),
    "many single braces": _escaped("{agence} " * 30_000),
    "many open braces": _escaped("{{ " * 60_000),
    "a power": _when("9**9**9**9 == profil"),
    "a comparison with a power": _when("profil == 9**9**9"),
    "300 parentheses": _when("(" * 300 + "profil" + ")" * 300),
    "140 parentheses": _when("(" * 140 + "profil" + ")" * 140),
    "250 signs": _when("profil == " + "-" * 250 + "1"),
    "a function": _when("(lambda: 1)() == profil"),
    "a name reached for": _when("profil.__class__.__mro__ == 'x'"),
    "a number and a word": _when("1if profil else 2"),
    "a very large number": _when("profil < " + "9" * 280),
    # many findings, each with its guess
    "many unused parameters": GOOD.replace("parameters:", _many("parameters:", "\n  p{}: {{}}", 3000)),
    "many near misses": GOOD.replace("Racontez.", _many("Racontez.\n      probes: [courte", ", courte{}", 4000) + "]"),
    "many unknown keys": GOOD.replace("id: vecu", _many("id: vecu", "\n      k{}: 1", 4000)),
    "many allowances": _many(f"{GOOD}allow:", "\n  S9{}: x", 3000),
}  # fmt: skip

# What makes a pattern look back and forth: each many times in one question, and in many questions.
_STUTTERS: Final = (
    "ne ", "ne pas ", "n'a-t-il ", "où ", "et comment ", "comment et ", "-vous et ", "exemple ", "par exemple ", "« ",
    ". ", "? ", "et ", "not ", "and what ", "for example ", "do you ", "n't ", " ",
)  # fmt: skip


def stutters() -> Iterator[tuple[str, bytes]]:
    """Files whose questions repeat what the method listens for, with their name."""
    for language in ("fr", "en"):
        head = GOOD.replace("title: Essai", f"title: Essai\nlanguage: {language}")
        for said in _STUTTERS:
            once = json.dumps(f"x{said * (120_000 // len(said))}?", ensure_ascii=False)
            yield f"{said!r} in one question, {language}", head.replace("ask: Racontez.", f"ask: {once}").encode()
            often = json.dumps(f"Où {said * (130 // len(said))}?", ensure_ascii=False)
            step = "  - open_question: {{id: q{}, title: T, minutes: 1, ask: " + often + "}}\n"
            many = head.replace("  - closing", _many("", step, 600) + "  - closing")
            yield f"{said!r} in 600 questions, {language}", many.encode()


def files() -> Iterator[tuple[str, bytes]]:
    """Every other file, with its name."""
    for name, source in _AS_WRITTEN.items():
        yield name, source if isinstance(source, bytes) else source.encode()


# -- one thing replaced by another -----------------------------------------------------------------------------------

Path_ = tuple[str | int, ...]

INSTEAD: Final[dict[str, Any]] = {
    "a list": [1, "a", []],
    "an empty list": [],
    "a mapping": {"a": {"b": 1}},
    "an empty mapping": {},
    "a number": 3.5,
    "a negative number": -1,
    "a huge number": 10**40,
    "nothing": None,
    "a truth": True,
    "no": "no",
    "a huge text": "mot " * 20_000,
    "an empty text": "",
    "a blank": " ",
    "a template": "{{ a.b }}{% for x in y %}",
    "what cannot be seen": "\u200b\u00a0",
}
"""What a value may be replaced by."""


def content() -> Any:
    """The shipped script as plain lists, mappings and texts."""
    root = read_nodes(SCRIPT.read_text(encoding="utf-8"), Findings(SCRIPT.name))
    assert root is not None
    return _plain(root)


def _plain(node: Node) -> Any:
    match node:
        case Scalar(text=text):
            return text
        case Listing(items=items):
            return [_plain(item) for item in items]
        case Table(entries=entries):
            return {name: _plain(entry.value) for name, entry in entries.items()}


def paths(value: Any, here: Path_ = ()) -> Iterator[Path_]:
    """Where each value inside stands, itself first."""
    yield here
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from paths(one, (*here, key))


def replaced(whole: Any, path: Path_, instead: Any) -> bytes:
    """The file in which the value at `path` is another, in the brackets that JSON and YAML share."""
    if not path:
        return json.dumps(instead, ensure_ascii=False).encode()
    changed = copy.deepcopy(whole)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = instead
    return json.dumps(changed, ensure_ascii=False).encode()
