"""A forum's topic that follows a session, over the wire: the real bot, the stand-in's groups, its strict rates."""

from __future__ import annotations

from pathlib import Path

from tests.rehearsal.test_cockpit_pace import room


async def test_a_topic_of_a_forum_follows_a_session(tmp_path: Path) -> None:
    """The announcements are in that topic and nowhere else; a group that becomes a supergroup is followed."""
    async with room(tmp_path, 1) as at:
        ada, (lea,) = at.facilitator, at.people
        forum = at.api.group(-1_001_000, "Le quartier", [ada, lea], kind="supergroup", forum=True)
        topic = forum.add_topic("La séance")
        ada.send("/lier", group=forum, topic=topic)
        await at.wait(3)
        await at.tap(ada, "▶ Atelier inventé")
        await at.wait(3)
        assert "Le groupe suit" in ada.from_bot[-1].text
        lea.send("une parole entre voisins", group=forum)
        await at.tap(ada, "Écrire au groupe")
        await at.say(ada, "Bienvenue.", 10)
        said = [one for one in at.api.world.chats[forum.id].messages.values() if one.from_bot]
        assert {one.message.get("message_thread_id") for one in said} == {topic}
        assert "On répond en privé" in said[0].message["text"]
        assert "Bienvenue." in said[-1].message["text"]
        small = at.api.group(-55, "Le palier", [ada, lea])
        ada.send("/lier", group=small)
        await at.wait(3)
        await at.tap(ada, "▶ Atelier inventé")
        await at.wait(3)
        small.upgrade(-1_001_055)
        await at.tap(ada, "Écrire au groupe")
        await at.say(ada, "À tout à l'heure.", 10)
        assert any("À tout à l'heure." in one.text for one in small.messages)
        small.remove_bot()
        await at.wait(5)
        assert "Je ne suis plus dans le groupe" in ada.from_bot[-1].text
        assert not at.refused()
