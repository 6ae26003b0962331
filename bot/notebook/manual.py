"""Writes docs/notebook.md: the contract of the context, drawn from the dataclasses themselves.

`python -m bot.notebook.manual > docs/notebook.md` regenerates it; a test compares.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import typing

from bot.notebook import blocks, context

_HEAD = """\
# The notebook

A notebook (*cahier de synthèse*) is compiled from what a session holds, by templates that anyone may change. This
page is generated from the code (`python -m bot.notebook.manual > docs/notebook.md`); a test fails when it is out of
date.

## Golden rules

Kept by the code, whatever a template does:

1. A sentence of synthesis rests on numbered contributions, a table, a vote or a step. `Sentence` refuses to exist
without a
   reference, and a reference that leads nowhere stops the compilation.
2. No percentage under 20 people (a setting): « 7 sur 11 ».
3. « le groupe » never says what one person said: `Sentence` refuses it.
4. Absence is written: « Personne n'a répondu à cette question. »
5. Nothing is invented: what nobody gave is « à préciser ».
6. Words are printed as typed, only if their author allows it, signed by a profile only when enough people share it,
never by
   a name, an alias or a time. Whoever answered « me demander d'abord » or « non » is counted and not printed, in the
   annex too. Telephone numbers and e-mail addresses are cut, marked […]. The version that a rewriting replaced is
   kept in the annex, unless the rewriting was asked for privacy or respect: then it is never printed.
7. The table of contents is the same for every theme; a section that the workshop did not feed says so.
8. Readable on a phone; printable on A4 in black and white; no script, no request.

Counts under the threshold (3, a setting) are gathered in one row, with as many other rows as it takes to keep a
subtraction from revealing them. When every profile is that small, nothing is left to join: the row of all of them
names who was there and gives no number. The result of a vote of fewer people than the threshold is not written at
all: it would be their ballots.

An horizon put to the vote is printed unsigned, as it was read during the vote, even when its author is not quoted
elsewhere. If its author withdrew, its text is replaced and its votes, which are other people's, stay.

A step's answers are printed in full in one section, found from its rubrics (`bot/notebook/routes.py`): « vécu »,
« craintes », « envies », « analyses » (§ 5), « lecture par blocs » (§ 6), « posture » (§ 7), « germes » (§ 13),
« engagement » (§ 12), « profil collectif » (§ 11); what no rubric sends elsewhere is context (§ 2). § 8 holds the
answers to open questions whose first rubric is « freins », « leviers » or « conditions de réussite », and to the fields
and follow-ups called `frein`, `empeche`; `levier`, `possible`, `permis`; `condition`, `refaire`. An open question that
names « germes » is § 13 if that comes before « analyses », or if its follow-ups ask what made the initiative possible
or holds it back. The id of a step decides only where it has no rubric.

A card follows its author's permission as a whole. What the team wrote is marked as the team's.

## Numbers

Counted contributions are C001, C002… in the order of the script, then of time. What is not counted has a series of
its own: P parked, H came after the close, I uncertain question, X withheld (without its text), R a correction that a
member asks for. Withdrawn words leave
a count only.

## Changing a template

Copy `templates/cahier/` into a folder of your own, keep only the files you change, and set `HORIZONS_TEMPLATES_DIR`
to that folder. A file that is not there is taken from what is shipped.

| file | makes |
|---|---|
| `cahier/cahier.html.j2` | the page: cover, contents, sections in order, running headers |
| `cahier/parts/*.html.j2` | a section or two each; `macros.html.j2` holds the bricks |
| `cahier/style.css` | screen and print, put inside the page |
| `cahier/cahier.typ`, `cahier/fonts/` | the PDF, in [typst](https://typst.app/docs), from `bot/notebook/flow` |
| `cahier/bricks.typ` | colours, the house style and the pieces that every PDF is made of |
| `cahier/cahier.docx` | the Word document: fields, and `{{p corps }}` where the notebook goes |
| `cahier/cahier.md.j2`, `cahier/parts/macros.md.j2` | the Markdown notebook |
| `cahier/parts/flow.*.j2` | the page and the Markdown of a programme's notebook and of the documents below |
| `carnet/`, `tableau/`, `alerte/`, `participants/` | a document each; a `.docx` there replaces the notebook's |

## What comes beside it

From the same context, by the same rules, with the numbers of the notebook's contributions:

| document | comes with `html`, `pdf`, `docx`, `md` when |
|---|---|
| `carnet` (*carnet de pratiques*) | the workshop asks for observations (`record: observation`) |
| `tableau` (needs and resources) | it asks for needs and for resources (`record: need`, `record: resource`) |
| `alerte` (*note d'alerte*) | the team has filled in its alert card (`record: alert`) |

`participants`, the notebook in short, is a format of its own: a page for a phone, and a PDF in A5. Members are sent it
when they are asked whether they recognise themselves. A document finds fields by the names that the shipped workshops
give them (`objet_secondaire`, `maturite`, `donnees`, `foyers`, `source`, `delai`…); one that is not asked is left out.

The [guide for agencies](gabarits.md), in French, tells it step by step. `horizons templates check` tries a folder.

Templates are Jinja, in a sandbox. They are given two names: `cahier`, described below, and `t`, the notebook's own
sentences (`t("ui.contents")`; `bot/notebook/words/` lists them). Every value is escaped for the format by default,
so a template never has to think of it; in HTML only `chart.svg` may be printed with `|safe`. In Markdown, `|quoted`
makes a block quotation. A template that asks for what is not there fails, naming file and line:

| code | finding |
|---|---|
| N001 | a name or a field that does not exist |
| N002 | a syntax error |
| N003 | something the sandbox forbids |
| N004 | a template that is not found |
| N005 | an operation that fails |
| N006 | anything that the PDF's typesetter finds |
| N007 | a Word template that is no document, or has no place for the notebook |

## The context

`cahier` is a `Notebook`. Everything is text ready to be shown, counts excepted; tuples may be empty, `None` means
what the description says.
"""


def manual() -> str:
    """The whole page."""
    parts = [_HEAD]
    for kind in (context.Notebook, *(k for k in documented() if k is not context.Notebook)):
        about = re.sub(r"\s+", " ", (inspect.getdoc(kind) or "").split("\n\n")[0])
        parts.append(f"### {kind.__name__}\n\n{about}\n\n| field | type | what it holds |\n|---|---|---|\n")
        parts[-1] += "".join(f"| `{name}` | {shape} | {said} |\n" for name, shape, said in fields(kind))
    return "\n".join(parts)


def documented() -> tuple[type, ...]:
    """The dataclasses of the context, in the order they are written."""
    found = [*vars(blocks).values(), *vars(context).values()]
    kinds = [kind for kind in found if inspect.isclass(kind) and dataclasses.is_dataclass(kind)]
    return tuple(dict.fromkeys(kinds))


def fields(kind: type) -> list[tuple[str, str, str]]:
    """Name, type and description of each field; the description is empty when its author forgot it."""
    hints = typing.get_type_hints(kind, vars(context), include_extras=True)
    lines = []
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        said = getattr(hint, "__metadata__", ("",))[0]
        lines.append((field.name, _shape(typing.get_args(hint)[0] if said else hint), str(said)))
    return lines


def _shape(hint: object) -> str:
    if isinstance(hint, typing.ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        text = hint
    elif isinstance(hint, type) and not typing.get_args(hint):
        text = hint.__name__
    else:
        text = re.sub(r"[\w.]+\.(?=\w)", "", str(hint))
    return f"`{text}`".replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(manual())
