"""§ 0 identity, § 2 background: what the script and the agency say, and what people say they speak of."""

from __future__ import annotations

from bot.engine.script import Question, Step, StepKind
from bot.facilitation.team_texts import TextName
from bot.notebook.ballots import votes_of
from bot.notebook.blocks import Fact, Ref
from bot.notebook.closed import blocks_of
from bot.notebook.context import Background, Identity
from bot.notebook.desk import Desk
from bot.notebook.participation import came
from bot.notebook.privacy import cites_figure
from bot.notebook.routes import at_home
from bot.notebook.team import written
from bot.notebook.versions import version_line

TEACHINGS = tuple(f"enseignement_{n}" for n in range(1, 10))


def identity(desk: Desk) -> Identity:
    """What this document is worth."""
    w, material, corpus = desk.words, desk.material, desk.corpus
    session, script = material.session, desk.script
    voters = [material.results[step.id].voters for step, _, _ in votes_of(desk) if step.id in material.results]
    facts = [
        Fact(w("identity.agency"), desk.parameter("agence")),
        Fact(w("identity.territory"), desk.parameter("territoire")),
        Fact(
            w("identity.script"),
            w("identity.script.value", id=script.id, version=script.version, hash=script.hash[:12]),
        ),
        Fact(w("identity.version"), version_line(desk)),
        Fact(w("identity.opened"), desk.moment(session.opened_at)),
        Fact(w("identity.closed"), desk.moment(session.closed_at)),
        Fact(w("identity.mode"), w("identity.mode.value", n=material.days)),
        Fact(w("identity.came"), str(came(desk))),
        Fact(w("identity.took_part"), str(corpus.people)),
        Fact(
            w("identity.voted"),
            w.listed([w.share(n, max(corpus.people, n)) for n in voters]) if voters else w("identity.no_vote"),
        ),
        Fact(w("identity.open"), desk.parameter("ouvert")),
        Fact(w("identity.not_open"), desk.parameter("non_negociable")),
        Fact(
            w("identity.compiled"),
            w("identity.compiled.value", when=desk.moment(material.compiled_at), software=material.software),
        ),
    ]
    missed = sum(1 for s in corpus.speakers if s.missed)
    left = sum(1 for s in corpus.speakers if s.status in {"left", "unreachable"})
    said = [desk.say("identity.people", desk.section("3"), n=corpus.people)]
    if missed:
        said.append(desk.say("identity.missed", desk.section("A"), n=missed))
    if left:
        said.append(desk.say("identity.left", desk.section("14"), n=left))
    return Identity(tuple(facts), tuple(said))


def background(desk: Desk) -> Background:
    """Why this is talked about: the script's purpose, the agency's teachings, the figures people cited."""
    w, script, corpus = desk.words, desk.script, desk.corpus
    purpose = [
        Fact(w("background.purpose"), desk.shown(script.purpose) or w("to_specify")),
        Fact(w("background.audience"), desk.shown(script.audience) or w("to_specify")),
        Fact(w("background.block"), desk.shown(script.block) or w("to_specify")),
        Fact(
            w("background.length"),
            w("background.minutes", n=script.announced_minutes) if script.announced_minutes else w("to_specify"),
        ),
    ]
    asked = sum(len(step.questions) for step in script.steps)
    whole = sum(not step.of for step in script.steps)
    course = desk.section("A.1")
    approach = [desk.say("background.course", course, n=asked, steps=whole)]
    if any(step.gate is not None for step in script.steps):
        approach.append(desk.say("background.gates", course, n=len(script.gates())))
    approach += [desk.say("background.hidden", desk.step(step)) for step in script.steps if _prepared_later(desk, step)]
    teachings = tuple(value for name in TEACHINGS if (value := desk.given(name)))
    cited = [e for e in corpus.kept if not corpus.is_option(e) and cites_figure(e.contribution.text)]
    # On a card a figure stands beside what it counts, flagged; alone it would be a number.
    printed = [e for e in cited if e.printed and not (e.step is not None and e.step.kind is StepKind.CARD)]
    refs: tuple[Ref, ...] = corpus.refs(cited) or (desk.section("A.2"),)
    context = written(desk, TextName.CONTEXT)
    return Background(
        tuple(purpose),
        context,
        w("team.context.note") if context else "",
        tuple(approach),
        teachings,
        w("background.teachings.note", agency=desk.parameter("agence"))
        if teachings
        else w("background.teachings.none"),
        tuple(corpus.quote(e) for e in printed),
        desk.say("background.figures", *refs, n=len(cited), printed=len(printed)),
        tuple(block for step in at_home(script, "2") for block in blocks_of(desk, step)),
    )


def _prepared_later(desk: Desk, step: Step) -> bool:
    """Whether the step gathers ideas for a pool whose prepared items are shown only afterwards."""
    return step.kind is StepKind.IDEAS and any(
        desk.script.pool(pool).prepared
        for pool in _pools(step.questions)
        if any(p.id == pool for p in desk.script.pools)
    )


def _pools(questions: tuple[Question, ...]) -> list[str]:
    return [pool for q in questions if (pool := getattr(q.accepts, "pool", ""))]
