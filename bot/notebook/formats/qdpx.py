"""REFI-QDA: the project that coding software exchanges (QualCoder, NVivo, MAXQDA, ATLAS.ti…).

One source per person and per question, one case per person with their profile, one code per rubric of the script, put
on what was said there, and one per rubric, block or theme that the team filed something under. Identifiers are drawn
from what they name, so that two exports of a session agree. Source: REFI-QDA, Project.xsd 1.0 of 18 March 2019. Not
here: which words may be exported (`speech`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from bot.notebook.formats.edition import Edition
from bot.notebook.formats.speech import Spoken, spoken

_NAMESPACE: Final = "urn:QDA-XML:project:1.0"
_NOT_XML: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOURS: Final = ("#01594f", "#7a4408", "#2c7f75", "#c8924a", "#4d5856", "#8ccbc1", "#5b4a8a", "#a03c5a")
_BETWEEN: Final = "\n\n"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


def qdpx(edition: Edition) -> bytes:
    """The project, with its sources.

    Raises:
        OperatorError: the edition comes from a data pack.
    """
    said = spoken(edition.desk)
    project = _Project(edition, said)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("project.qde", project.xml()), *project.files()):
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), text.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


class _Project:
    """One project. Ids are UUIDs of the session's own space."""

    def __init__(self, edition: Edition, said: Sequence[Spoken]) -> None:
        self._edition = edition
        self._said = said
        self._space = uuid5(NAMESPACE_URL, f"horizons:{edition.desk.material.session.id}")
        self._at = f"{edition.compiled_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        read = (code for one in said for codes in one.codes for code in codes)
        self._rubrics = list(dict.fromkeys([*(rubric for one in said for rubric in one.rubrics), *read]))
        self._people: dict[str, list[Spoken]] = {}
        for one in said:
            self._people.setdefault(one.person, []).append(one)

    def files(self) -> list[tuple[str, str]]:
        """The sources, by name."""
        return [(f"sources/{self._id('source', one)}.txt", _content(one)) for one in self._said]

    def xml(self) -> str:
        """`project.qde`. An empty list is left out: the schema asks for one of each at least."""
        notebook = self._edition.notebook
        user = self._id("user")
        head = (
            f"name={_attribute(notebook.title)} origin={_attribute(notebook.software)} "
            f'creatingUserGUID="{user}" creationDateTime="{self._at}"'
        )
        profile = f'<Variable guid="{self._id("variable")}" name="profil" typeOfVariable="Text"/>'
        parts = [
            f'<Users><User guid="{user}" name={_attribute(notebook.software)}/></Users>',
            _listed("CodeBook", _listed("Codes", "".join(map(self._code, range(len(self._rubrics)))))),
            f"<Variables>{profile}</Variables>",
            _listed("Cases", "".join(map(self._case, self._people))),
            _listed("Sources", "".join(map(self._source, self._said))),
            f"<Description>{_text(f'{notebook.group_note} {notebook.notice}'.strip())}</Description>",
        ]
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{_NAMESPACE}" {head}>{"".join(parts)}</Project>\n'
        )

    def _id(self, *names: object) -> UUID:
        told = [f"{one.person} {one.key}" if isinstance(one, Spoken) else str(one) for one in names]
        return uuid5(self._space, " ".join(told))

    def _code(self, number: int) -> str:
        rubric = self._rubrics[number]
        return (
            f'<Code guid="{self._id("code", rubric)}" name={_attribute(rubric)} isCodable="true" '
            f'color="{_COLOURS[number % len(_COLOURS)]}"/>'
        )

    def _case(self, person: str) -> str:
        sources = "".join(f'<SourceRef targetGUID="{self._id("source", one)}"/>' for one in self._people[person])
        profile = _text(self._people[person][0].profile)
        return (
            f'<Case guid="{self._id("case", person)}" name="{person}"><VariableValue>'
            f'<VariableRef targetGUID="{self._id("variable")}"/><TextValue>{profile}</TextValue>'
            f"</VariableValue>{sources}</Case>"
        )

    def _source(self, one: Spoken) -> str:
        source = self._id("source", one)
        selections, start = [], 0
        for number, text, read in zip(one.numbers, one.texts, one.codes, strict=True):
            codings = "".join(
                f'<Coding guid="{self._id("coding", number, rubric)}" creatingUser="{self._id("user")}" '
                f'creationDateTime="{self._at}"><CodeRef targetGUID="{self._id("code", rubric)}"/></Coding>'
                for rubric in dict.fromkeys((*one.rubrics, *read))
            )
            # Positions are counted in characters, from 0, the end excluded.
            end = start + len(_clean(text))
            selections.append(
                f'<PlainTextSelection guid="{self._id("selection", number)}" name="{number}" startPosition="{start}" '
                f'endPosition="{end}" creatingUser="{self._id("user")}" creationDateTime="{self._at}">{codings}'
                "</PlainTextSelection>"
            )
            start = end + len(_BETWEEN)
        name = f"{one.person} · {one.step} · {' '.join(one.numbers)}"
        return (
            f'<TextSource guid="{source}" name={_attribute(name)} plainTextPath="internal://{source}.txt" '
            f'creatingUser="{self._id("user")}" creationDateTime="{self._at}">'
            f"<Description>{_text(one.question)}</Description>{''.join(selections)}</TextSource>"
        )


def _content(one: Spoken) -> str:
    return _BETWEEN.join(map(_clean, one.texts))


def _listed(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>" if inner else ""


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_clean(text))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))
