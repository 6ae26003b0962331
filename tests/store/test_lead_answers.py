"""Answers to leads as rows."""

from __future__ import annotations

from msgspec.structs import replace

from bot.facilitation.lead_answers import LeadAnswer, LeadStatus, SaveLeadAnswer
from bot.store import SqlStore
from tests.store.builders import NOON, after

FIRST = LeadAnswer("seance", "points:PA1", LeadStatus.KEPT, "Une raison inventée.", NOON, "ada")


async def test_what_is_written_is_read_back_and_replaced(store: SqlStore) -> None:
    """Every field; and one answer a lead, whoever writes it last."""
    assert await store.lead_answers.of("seance") == []
    other = replace(FIRST, lead="e12", status=LeadStatus.STUDIED, reason="")
    await store.commit([SaveLeadAnswer(FIRST), SaveLeadAnswer(other)])
    told = replace(FIRST, published=LeadStatus.KEPT, published_reason=FIRST.reason, published_at=after(9), by="eve")
    await store.commit([SaveLeadAnswer(told)])
    assert await store.lead_answers.of("seance") == [other, told]
    assert await store.lead_answers.of("autre") == []
