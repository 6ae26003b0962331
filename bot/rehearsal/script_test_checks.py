"""Compare a script test with its workshop: every step, pool, vote, item and parameter that it names must be there.

Not here: the form of the file (`script_test_reading`).
"""

from __future__ import annotations

from collections.abc import Collection

from bot.engine.course import END
from bot.engine.script import Script
from bot.rehearsal.crowd_findings import Findings, did_you_mean
from bot.rehearsal.script_test_model import Claim, Expects, ScriptTest
from bot.saying import Said, quoted, say

VOTERS = "voters"


def verify(test: ScriptTest, script: Script) -> None:
    """Pass if nothing is amiss.

    Raises:
        AuthorError: one line a finding.
    """
    findings = Findings(test.path)
    parameters = {parameter.name for parameter in script.parameters}
    for name, at in test.parameters_at.items():
        if name not in parameters:
            remedy = did_you_mean(name, parameters, otherwise=say("See the workshop's `parameters`."))
            findings.add(at, "T103", say("the workshop asks for no {name}", name=quoted(name)), remedy)
    for step in test.steps:
        for claim in step.claims if isinstance(step, Expects) else ():
            _verify(claim, test, script, findings)
    findings.raise_if_any()


def _verify(claim: Claim, test: ScriptTest, script: Script, findings: Findings) -> None:
    steps = {step.id for step in script.steps}
    keys = steps | {question.key for _, question in script.walk()}
    match claim.what:
        case "at":
            _known(str(claim.wanted), keys | {END}, say("step"), claim, findings)
        case "gate":
            _known(str(claim.wanted), script.gates(), say("gate"), claim, findings)
        case "contributions":
            seat, dot, key = claim.key.partition(".")
            wanted = key if dot and seat in test.seats else claim.key
            _known(wanted.removesuffix(".probe"), keys, say("step"), claim, findings)
        case "pool":
            _known(claim.key, {pool.id for pool in script.pools}, say("pool"), claim, findings)
        case "vote":
            votes = {step.id for step in script.steps if step.ballot is not None}
            _known(claim.key, votes, say("vote"), claim, findings)
        case _:
            pass


def _known(name: str, known: Collection[str], kind: Said, claim: Claim, findings: Findings) -> None:
    if name not in known:
        remedy = did_you_mean(name, known, otherwise=say("Look it up in the workshop."))
        findings.add(claim.at, "T102", say("the workshop has no {kind} {name}", kind=kind, name=quoted(name)), remedy)
