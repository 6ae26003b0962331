"""What the team wrote itself, as sentences of the notebook; and the numbers it may cite.

A line that no longer rests on anything is left out: a sentence without a reference does not exist. Not here: what a
line must rest on (`facilitation.team_texts`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.facilitation.numbering import Numbered
from bot.facilitation.records import Material
from bot.facilitation.team_texts import TextName, lines, of_the_group, signed, stands
from bot.notebook.blocks import Ref, Sentence
from bot.notebook.corpus import distinct
from bot.notebook.desk import Desk


def written(desk: Desk, name: TextName) -> tuple[Sentence, ...]:
    """The lines of one text that stand, each with the contributions it cites, or the mark that it names a source."""
    entries = {entry.contribution.id: entry for entry in desk.corpus.entries}
    authors = {one: entry.author for one, entry in entries.items()}
    said: list[Sentence] = []
    for text in desk.material.texts:
        if text.name != name:
            continue
        for line in lines(text.text):
            if stands(name, line, authors):
                cited = [entries[one] for one in line.cites if one in entries]
                refs = desk.corpus.refs(cited) or (Ref(desk.words("ref.source"), "s2"),)
                said.append(Sentence(line.text, refs, len(distinct(cited)) if cited else None))
    return tuple(said)


def assisted(desk: Desk) -> tuple[Sentence, ...]:
    """The sentences that a language model drafted and a person signed, each marked so and with what it cites.

    One falls as soon as any of its contributions is withdrawn, replaced or no longer quoted: its words may be theirs.
    """
    w = desk.words
    entries = {entry.contribution.id: entry for entry in desk.corpus.entries if entry.printed}
    said: list[Sentence] = []
    for text in desk.material.texts:
        for one in signed(text.text) if text.name == TextName.ASSISTED else ():
            cited = [entries[each] for each in one.cites if each in entries]
            people = len(distinct(cited))
            if cited and len(cited) == len(one.cites) and (people > 1 or not of_the_group(one.text)):
                key = f"assisted.{one.role}"
                by = w(key) if w.has(key) else w("assisted.team")
                said.append(Sentence(w("assisted.mark", text=one.text, by=by), desk.corpus.refs(cited), people))
    return tuple(said)


def numbering(material: Material) -> Sequence[Numbered]:
    """Everything that has a number, in the order of the notebook: `facilitation.numbering.Numbering`."""
    desk = Desk(material)
    return [
        Numbered(
            entry.number,
            entry.contribution.id,
            entry.author,
            entry.step.title if entry.step is not None else "",
            entry.contribution.key,
            entry.text,
            entry.signature,
        )
        for entry in desk.corpus.entries
    ]
