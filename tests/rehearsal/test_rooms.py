"""A forum's topic that follows a session, over the wire: the real bot, the stand-in's groups, its strict rates."""

from __future__ import annotations

from pathlib import Path

from tests.rehearsal.test_cockpit_pace import room


def on_disk(folder: Path) -> bytes:
    """Everything that the store has written, its log included."""
    return b"".join(file.read_bytes() for file in sorted(folder.glob("room.sqlite3*")))


async def test_a_topic_of_a_forum_follows_a_session(tmp_path: Path) -> None:
    """The announcements are in that topic and nowhere else, and so are discussions; a group that moves is followed.

    Even a bot without privacy mode, which hears everything, writes none of people's talk to its disk.
    """
    async with room(tmp_path, 1) as at:
        ada, (lea,) = at.facilitator, at.people
        forum = at.api.group(-1_001_000, "Le quartier", [ada, lea], kind="supergroup", forum=True)
        topic = forum.add_topic("La séance")
        ada.send("/lier", group=forum, topic=topic)
        await at.wait(3)
        await at.tap(ada, "▶ Atelier inventé")
        await at.wait(3)
        assert "Le groupe suit" in ada.from_bot[-1].text
        at.api.world.bot["can_read_all_group_messages"] = True
        lea.send("une parole entre voisins", group=forum)
        await at.tap(ada, "Écrire au groupe")
        await at.say(ada, "Bienvenue.", 10)
        said = [one for one in at.api.world.chats[forum.id].messages.values() if one.from_bot]
        assert {one.message.get("message_thread_id") for one in said} == {topic}
        assert "On répond en privé" in said[0].message["text"]
        assert "Bienvenue." in said[-1].message["text"]
        await at.tap(ada, "Autres gestes")
        await at.wait(3)
        await at.tap(ada, "Le groupe de discussion")
        await at.wait(3)
        await at.tap(ada, "Poser une question à discuter")
        await at.say(ada, "Qu'est-ce qui manque dans la rue ?", 10)
        asked = next(one for one in reversed(at.api.world.chats[forum.id].messages.values()) if one.from_bot)
        assert "Qu'est-ce qui manque dans la rue ?" in asked.message["text"]
        assert "est gardée avec les autres contributions" in asked.message["text"]
        ben = at.api.user(2_900, "Ben")
        forum.chat.members[ben.id] = ben.user
        answer = lea.send("Des bancs, et une fontaine.", group=forum, topic=topic, reply_to=asked.id)
        other = ben.send("Moi je voudrais des arbres.", group=forum, topic=topic, reply_to=asked.id)
        await at.wait(10)
        reactions = {one.id: one.reaction for one in at.api.world.chats[forum.id].messages.values() if one.reaction}
        assert reactions == {answer: "✍"}
        assert other not in reactions
        await at.tap(ada, "Actualiser")
        await at.wait(3)
        await at.tap(ada, "💬 Contributions")
        await at.wait(5)
        assert "Des bancs, et une fontaine." in ada.from_bot[-1].text
        assert b"Des bancs, et une fontaine." in on_disk(tmp_path)
        assert b"une parole entre voisins" not in on_disk(tmp_path)
        # Ben takes part in nothing: what he replied is not in the write-ahead log either.
        assert b"des arbres" not in on_disk(tmp_path)
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
