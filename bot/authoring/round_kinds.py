"""The kind of step in which ideas go from few people to many: alone, in twos, in fours, all together.

One kind for the snowball (each brings an idea of their own) and for 1-2-4-all (each writes one). Not here: who meets
whom and which ideas go on (`engine.rounds`), the other kinds that live on the group (`group_kinds`).
"""

from __future__ import annotations

from bot.authoring.fields import Fields
from bot.authoring.questions import Body, Part, plain_question, read_gate, read_question
from bot.engine.script import AnswerForm, Brought, FreeText, Keep, Proposals, Round, StepId
from bot.saying import say

WRITE, CHOOSE = "write", "choose"
PAIRS, FOURS, TOGETHER = "a_deux", "a_quatre", "ensemble"


def rounds(fields: Fields, step_id: str) -> Body:
    """Alone first: an idea to write, or one of one's own to choose; then `pairs`, `fours` if wanted, and `together`."""
    pool = fields.scalar("pool", required=True)
    name = pool.text if pool is not None else ""
    writes = fields.one_of("alone", (WRITE, CHOOSE), CHOOSE) == WRITE
    if writes:
        most = fields.integer("at_most", least=1, most=3, default=1) or 1
        length = fields.integer("max_length", least=20, most=1000, default=160) or 160
        body = Body([read_question(fields, step_id, Proposals(name, most, length))], pool)
        before = ""
    else:
        body = Body([read_question(fields, step_id, Keep(Brought(step_id), at_most=1))], pool)
        body.traits["round"] = Round(name, 1)
        before = step_id
    for key, suffix, people in (("pairs", PAIRS, 2), ("fours", FOURS, 4), ("together", TOGETHER, 0)):
        part = _part(fields, key, f"{step_id}.{suffix}", suffix, Round(name, people, before))
        if part is not None:
            body.parts.append(part)
            before = f"{step_id}.{suffix}"
        elif people != 4:
            fields.missing(key, say("Add `{key}: {{gate: {{…}}, ask: …}}`.", key=key))
    return body


def _part(fields: Fields, key: str, part_id: StepId, suffix: str, settings: Round) -> Part | None:
    """One more round, behind a gate: which ideas a team keeps; of everybody, what they make of those that are left."""
    node = fields.node(key)
    if node is None:
        return None
    inner = Fields(node, say("`{key}` of {what}", key=key, what=fields.what), fields.notes)
    minutes = inner.integer("minutes", least=0, most=600, default=0) or 0
    brought = Brought(part_id)
    form: AnswerForm = Keep(brought) if settings.people else FreeText(gathers=False)
    question = plain_question(inner, part_id, "ask", form)
    traits = {"round": settings, "shows": None if settings.people else brought}
    part = Part(suffix, read_gate(inner), inner.place("gate"), minutes, [question], traits)
    if part.gate is None:
        inner.missing("gate", say("Add `gate: {…}`: teams are made when it opens."))
    inner.done()
    return part
