"""People: what they do reaches the bot, what the bot does reaches their screens."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.rehearsal.botapi import CannotDo, Phone, StandIn
from tests.botapi.support import Clock


async def drain(bot: Bot) -> list[Update]:
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_a_deep_link_arrives_as_start_with_its_payload(api: StandIn, bot: Bot) -> None:
    """The invitation code is all the bot knows of a newcomer."""
    api.user(1001, "Ana", language_code="en").start("Ab_c-9")
    message = (await drain(bot))[0].message
    assert message is not None
    assert message.text == "/start Ab_c-9"
    assert [(entity.type, entity.offset, entity.length) for entity in message.entities] == [("bot_command", 0, 6)]
    assert message.from_user is not None
    assert message.from_user.language_code == "en"


def test_no_client_opens_a_link_with_a_bad_payload(ana: Phone) -> None:
    """64 characters of A-Z a-z 0-9 _ -: a rehearsal must not pass with a link no phone would open."""
    for payload in ("x" * 65, "é", "a b"):
        with pytest.raises(CannotDo, match="deep link"):
            ana.start(payload)


async def test_an_edited_text_comes_as_an_edited_message(bot: Bot, ana: Phone) -> None:
    """People correct themselves; the update carries no `message`."""
    sent = ana.send("avent")
    ana.edit(sent, "avant /aide")
    update = (await drain(bot))[-1]
    assert update.message is None
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (sent, "avant /aide")
    with pytest.raises(CannotDo):
        ana.edit(999, "x")


async def test_voices_photos_stickers_and_files_arrive_as_such(bot: Bot, ana: Phone) -> None:
    """Participants send them; the bot owes each a kind word."""
    ana.send_voice()
    ana.send_photo("la place")
    ana.send_sticker("🌳")
    ana.send_document("idées.txt", b"x", "voir #place")
    voice, photo, sticker, document = [update.message for update in (await drain(bot))[1:]]
    assert voice is not None
    assert voice.voice is not None
    assert photo is not None
    assert (len(photo.photo), photo.caption) == (1, "la place")
    assert sticker is not None
    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "🌳"
    assert document is not None
    assert document.document is not None
    assert document.document.file_name == "idées.txt"


async def test_blocking_and_coming_back_are_told_to_the_bot(bot: Bot, ana: Phone) -> None:
    """my_chat_member is how the gate learns at once that somebody is gone."""
    ana.block()
    with pytest.raises(CannotDo):
        ana.send("x")
    ana.start()
    changes = [update.my_chat_member for update in await drain(bot)]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes if c] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_in_a_group_the_bot_hears_commands_mentions_and_replies_only(api: StandIn, bot: Bot, ana: Phone) -> None:
    """Privacy mode: whatever is to be collected is collected in private."""
    group = api.group(-10, "Atelier d'essai", [ana])
    await drain(bot)
    sent = await bot.send_message(group.id, "Bonjour à tous")
    ana.send("on mange quand ?", group=group)
    ana.send("/aide", group=group)
    ana.send("/aide@autre_bot", group=group)
    ana.send("/aide@horizons_essai_bot", group=group)
    ana.send("merci @Horizons_Essai_Bot !", group=group)
    ana.send("merci", group=group, reply_to=sent.message_id)
    heard = [update.message.text for update in await drain(bot) if update.message]
    assert heard == ["/aide", "/aide@horizons_essai_bot", "merci @Horizons_Essai_Bot !", "merci"]
    assert len(group.messages) == 7
    with pytest.raises(CannotDo, match="no member"):
        api.user(1002, "Bob").send("x", group=group)


async def test_a_group_can_throw_the_bot_out_or_move_on_without_it(api: StandIn, bot: Bot, ana: Phone) -> None:
    """Announcements stop; nothing else does."""
    group = api.group(-10, "Atelier d'essai", [ana])
    group.upgrade(-10010)
    assert group.id == -10010
    moved = [update.message for update in await drain(bot) if update.message and update.message.migrate_to_chat_id]
    assert [message.migrate_to_chat_id for message in moved] == [-10010]
    group.remove_bot()
    with pytest.raises(Exception, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "x")
    with pytest.raises(CannotDo):
        group.upgrade(-10011)


async def test_a_forum_has_topics_and_supergroups_count_their_own_messages(api: StandIn, bot: Bot, ana: Phone) -> None:
    """message_id alone names no message: the chat belongs to the key."""
    forum = api.group(-10012, "Forum d'essai", [ana], kind="supergroup", forum=True)
    topic = forum.add_topic("Relocalisation")
    sent = await bot.send_message(forum.id, "x", message_thread_id=topic)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)
    assert sent.message_id < 5
    ana.send("/aide", group=forum, topic=topic)
    message = (await drain(bot))[-1].message
    assert message is not None
    assert message.message_thread_id == topic
    with pytest.raises(CannotDo):
        api.group(-12, "Sans sujets", [ana]).add_topic("x")


async def test_waiting_ends_with_the_change_one_waits_for(bot: Bot, ana: Phone) -> None:
    """A condition instead of a sleep: rehearsals run as fast as the bot."""
    waiting = asyncio.create_task(ana.wait_for(lambda phone: [s for s in phone.from_bot if "deux" in s.text]))
    await bot.send_message(ana.id, "un")
    assert not waiting.done()
    await bot.send_message(ana.id, "deux")
    (shown,) = await asyncio.wait_for(waiting, 5)
    assert shown.text == "deux"


async def test_waiting_in_vain_tells_what_was_seen_instead(bot: Bot, ana: Phone) -> None:
    """The transcript in the failure is what one would ask for next."""
    await bot.send_message(ana.id, "autre chose")
    with pytest.raises(TimeoutError, match=r"(?s)Ana waited 0.05 s in vain.*Horizons › autre chose"):
        await ana.wait_for(lambda phone: phone.last.text == "jamais", timeout_s=0.05)


async def test_the_transcript_reads_like_the_chat_and_never_holds_the_token(
    api: StandIn, bot: Bot, ana: Phone, clock: Clock
) -> None:
    """It is what a facilitator is shown of a rehearsal, and what lands in bug reports."""
    yes, no, why = (InlineKeyboardButton(label, callback_data="x") for label in ("Oui", "Non", "?"))
    rows = [[yes, no], [why]]
    sent = await bot.send_message(ana.id, "On y va ?", reply_markup=InlineKeyboardMarkup(rows))
    clock.forward(65)
    query = ana.tap(sent.message_id, "Oui")
    await bot.answer_callback_query(query, "Noté")
    await bot.edit_message_text("On y va !", ana.id, sent.message_id)
    ana.send("drôle d'\ud83d\x00\nidée")
    await bot.send_document(ana.id, b"12345", filename="cahier.md")
    await bot.delete_message(ana.id, sent.message_id)
    ana.block()
    api.user(1002, "Bob").start()
    assert api.transcript.render() == (
        "── Ana ──\n"
        "09:00:00  Ana › /start\n"
        "09:00:00  Horizons › On y va ?\n"
        "          [Oui] [Non]\n"
        "          [?]\n"
        "09:01:05  Ana ☝ [Oui] #2\n"
        "09:01:05  Horizons ◦ Noté\n"
        "09:01:05  Horizons ✎ #2 On y va !\n"
        "09:01:05  Ana › drôle d'\\ud83d\\x00\n"
        "          idée\n"
        "09:01:05  Horizons 📎 cahier.md (5 B)\n"
        "09:01:05  Horizons ✂ #2\n"
        "09:01:05  Ana · blocked the bot\n"
        "\n"
        "── Bob ──\n"
        "09:01:05  Bob › /start\n"
    )
    assert api.transcript.render(1002).count("──") == 2
    assert api.token not in api.transcript.render()


async def test_a_load_test_can_forget_calls_and_transcript() -> None:
    """Ten thousand people must not fill the memory with their own history."""
    async with StandIn(keep_calls=2, keep_transcript=False) as api, Bot(api.token, base_url=api.base_url) as bot:
        api.user(1, "Ana").start()
        for number in range(5):
            await bot.send_message(1, str(number))
        assert [call.parameters["text"] for call in api.calls] == ["3", "4"]
        assert api.transcript.render() == ""
