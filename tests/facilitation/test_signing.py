"""What a team may do with a language model: agreed to first, asked within bounds, signed, kept or said why."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from bot.engine.prompts import Act
from bot.errors import OperatorError
from bot.facilitation.assistance import Assistant, Shown, Subject
from bot.facilitation.coding import Coding
from bot.facilitation.drafting import Draft, Refusal
from bot.facilitation.grid import GRID_TEXT
from bot.facilitation.numbering import Numbered, Numbering
from bot.facilitation.organisation_texts import OrganisationText
from bot.facilitation.organisations import Role
from bot.facilitation.records import SessionRecord
from bot.facilitation.signing import CONSENT, Assistance, Slip, Unsigned
from bot.facilitation.team_texts import LONGEST, Signed, TeamText, TextName, line_of, signed
from bot.notebook.team import numbering
from tests.facilitation.support import Desk

LEA, NOE = 11, 12


class Model:
    """A model that answers with one sentence on the first contribution it is shown."""

    def __init__(self, name: str = "ici (essai)") -> None:
        self.name = name
        self.shown: list[Shown] = []

    async def draft(self, about: str, shown: Sequence[Shown], language: str) -> str:
        self.shown = list(shown)
        return json.dumps(
            {"sentences": [{"ids": [shown[0].number], "sentence": f"Une personne en parle ({language})."}]}
        )


def assistance(at: Desk, model: Assistant | None, numbered: Numbering = numbering) -> Assistance:
    return Assistance(at.store, lambda: at.memory, at.policy, at.clock, numbered, model)


async def told(at: Desk) -> tuple[SessionRecord, list[str]]:
    """Two people who may be quoted, and the ids of their stories."""
    record = await at.opened()
    for user in (LEA, NOE):
        await at.says(user, f"/start {record.join}")
        for value in ("commencer", "oui", "oui", "habitant"):
            await at.taps(user, Act.CHOOSE, value)
        await at.says(user, f"un deux trois{user}")
        await at.says(user, f"le récit inventé de la personne {user}, assez long pour qu'on ne la relance pas")
        await at.taps(user, Act.DONE)
    await at.goes_on(record.id, "idees")
    return record, [one.id for one in await at.contributions("vecu")]


def label(code: str) -> str:
    return f"rubrique {code}"


async def test_an_agreement_is_about_one_endpoint_and_can_be_taken_back(at: Desk) -> None:
    """Words do not go to another host because an operator changed a line."""
    record = await at.opened()
    model = Model()
    here, elsewhere, off = assistance(at, model), assistance(at, Model("ailleurs (essai)")), assistance(at, None)
    assert await here.agreed(record.organisation) is None
    await here.agree(record, by="ada", yes=True)
    assert await here.agreed(record.organisation) == at.clock.now()
    assert await elsewhere.agreed(record.organisation) is None
    assert await off.agreed(record.organisation) is None
    await here.agree(record, by="ada", yes=False)
    assert await here.agreed(record.organisation) is None
    assert (await at.gestures())[-2:] == ["assistance_agreed", "assistance_ended"]
    for one in (here, off):
        with pytest.raises(OperatorError):
            await one.propose(record, Subject("vecu", "Le vécu", ()))
    assert not model.shown


async def test_two_owners_who_agree_at_once_agree_once_each(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading the agreement and keeping hers, another gave theirs: both are in the journal, and it holds."""
    record = await at.opened()
    one, add, beaten = assistance(at, Model()), at.store.organisation_texts.add, list[bool]()

    async def late(text: OrganisationText) -> bool:
        if not beaten:
            beaten.append(True)
            await one.agree(record, by="eve", yes=True)
        return await add(text)

    monkeypatch.setattr(at.store.organisation_texts, "add", late)
    await one.agree(record, by="ada", yes=True)
    assert await one.agreed(record.organisation) == at.clock.now()
    kept = await at.store.organisation_texts.newest(record.organisation, CONSENT)
    assert kept is not None
    assert (kept.version, kept.by) == (2, "ada")
    assert (await at.gestures())[-2:] == ["assistance_agreed", "assistance_agreed"]


async def test_what_may_be_asked_about_are_steps_and_what_the_team_filed(at: Desk) -> None:
    """Each with exactly what would leave; a step nobody may be quoted from is none."""
    record, (lea, noe) = await told(at)
    grid = "format: 1\nthemes:\n  distance:\n    label: La distance\n"
    text = TeamText(record.id, GRID_TEXT, 1, grid, at.clock.now(), "ada")
    assert at.policy.grids.read(grid)[1] == ()
    assert await at.store.team_texts.add(text)
    for story, codes in ((lea, ("crainte", "distance")), (noe, ("crainte",))):
        await at.store.codings.put(Coding(record.id, story, codes, at.clock.now(), "ada"))
    model = Model()
    unquoted = Numbered("C099", "x", "x", "Un silence", "silence", "", "")
    one = assistance(at, model, lambda material: [*numbering(material), unquoted])
    found = (await one.at_hand(record.id)).subjects(label, "fr")
    assert [(each.id, each.label, len(each.sent)) for each in found] == [
        ("mots", "Trois mots", 2),
        ("vecu", "Le vécu", 2),
        ("code:crainte", "rubrique crainte", 2),
        ("code:distance", "La distance", 1),
    ]
    await one.agree(record, by="ada", yes=True)
    judged = await one.propose(record, found[1])
    assert [each.number for each in model.shown] == [each.number for each in found[1].sent]
    assert judged.drafts == (Draft("Une personne en parle (fr).", (found[1].sent[0].contribution,)),)


async def test_a_draft_is_signed_in_a_persons_words_and_each_is_kept_once(at: Desk) -> None:
    """Two who sign at once lose neither; what is taken out twice is taken out once."""
    record, (lea, noe) = await told(at)
    one = assistance(at, None)
    assert (await one.at_hand(record.id)).standing == []
    both = (Draft("x", (lea,)), "Une personne en parle."), (Draft("x", (lea, noe)), "Le groupe en parle.")
    slips = await asyncio.gather(*(one.sign(record.id, draft, text, role=Role.TEAM, by="ada") for draft, text in both))
    assert slips == [None, None]
    standing = (await one.at_hand(record.id)).standing
    assert sorted((each.sentence.text, each.sentence.role, len(each.numbers)) for each in standing) == [
        ("Le groupe en parle.", "team", 2),
        ("Une personne en parle.", "team", 1),
    ]
    await one.remove(record.id, standing[0].sentence, by="ada")
    await one.remove(record.id, standing[0].sentence, by="ada")
    assert [each.sentence for each in (await one.at_hand(record.id)).standing] == [standing[1].sentence]
    assert (await at.gestures())[-3:] == ["assistance_signed", "assistance_signed", "assistance_removed"]


async def test_who_signs_second_reads_what_was_signed_meanwhile(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading the text and keeping its next version, somebody else signed: hers is put behind theirs."""
    record, (lea, noe) = await told(at)
    one, add, beaten = assistance(at, None), at.store.team_texts.add, list[bool]()

    async def late(text: TeamText) -> bool:
        if not beaten:
            beaten.append(True)
            theirs = line_of(Signed("owner", "Le groupe en parle.", (lea, noe)))
            assert await add(replace(text, text=theirs, by="eve"))
        return await add(text)

    monkeypatch.setattr(at.store.team_texts, "add", late)
    draft = Draft("x", (lea,))
    assert await one.sign(record.id, draft, "Une personne en parle.", role=Role.TEAM, by="ada") is None
    standing = [each.sentence.text for each in (await one.at_hand(record.id)).standing]
    assert standing == ["Le groupe en parle.", "Une personne en parle."]


async def test_what_cannot_be_kept_is_said_why(at: Desk) -> None:
    """Words that no contribution bears, words taken back meanwhile, and no room left."""
    record, (lea, noe) = await told(at)
    one = assistance(at, None)

    async def sign(text: str, *cites: str) -> Unsigned | None:
        return await one.sign(record.id, Draft("x", cites), text, role=Role.OWNER, by="ada")

    assert await sign("Le groupe en parle.", lea) == Unsigned(Refusal.GROUP_OF_ONE)
    assert await sign("Dupont en parle.", lea) == Unsigned(Refusal.NAME, "Dupont")
    assert await sign("Une personne en parle.", lea, "partie") == Unsigned(Slip.GONE)
    full = "\n".join(line_of(Signed("team", f"x{n} " * 20, (noe,))) for n in range(LONGEST // 80))[:LONGEST]
    assert await at.store.team_texts.add(TeamText(record.id, TextName.ASSISTED, 1, full, at.clock.now(), "ada"))
    assert await sign("Une personne en parle.", lea) == Unsigned(Slip.FULL)


def test_a_signed_sentence_is_read_back_as_it_was_kept() -> None:
    """Role, words, references."""
    kept = [Signed("team", "On va loin.", ("a", "b")), Signed("owner", "Oui.", ("c",))]
    assert signed("\n".join(map(line_of, kept))) == kept


_: Callable[[], Assistant] = Model
