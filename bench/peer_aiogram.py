"""A peer: the survey as a competent user of aiogram 3 writes it.

A `StatesGroup` of ten states, polling with updates handled as tasks (the library's default), its own SQLite database
through aiosqlite (WAL, synchronous=FULL), the reply after the commit. The library's storages that need no server keep
the place in memory, where a restart loses it; so this one keeps it in a table of the same database. Generous on
purpose: the answer is inserted without a commit and the storage's commit, an instant later, makes answer and place
durable together.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import Message

from bench.contenders import DATABASE
from bench.survey import END, QUESTIONS


class Survey(StatesGroup):
    q0 = State()
    q1 = State()
    q2 = State()
    q3 = State()
    q4 = State()
    q5 = State()
    q6 = State()
    q7 = State()
    q8 = State()
    q9 = State()


STATES = Survey.__states__


class SqliteStorage(BaseStorage):
    """The place of each conversation, one row a chat and user; every write is committed."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        self._database = database

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        await self._database.execute(
            "INSERT INTO places (chat, user, state) VALUES (?, ?, ?) "
            "ON CONFLICT (chat, user) DO UPDATE SET state = excluded.state",
            (key.chat_id, key.user_id, name),
        )
        await self._database.commit()

    async def get_state(self, key: StorageKey) -> str | None:
        found = await self._one("SELECT state FROM places WHERE chat = ? AND user = ?", key)
        return None if found is None else found[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._database.execute(
            "INSERT INTO places (chat, user, data) VALUES (?, ?, ?) "
            "ON CONFLICT (chat, user) DO UPDATE SET data = excluded.data",
            (key.chat_id, key.user_id, json.dumps(dict(data))),
        )
        await self._database.commit()

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        found = await self._one("SELECT data FROM places WHERE chat = ? AND user = ?", key)
        return {} if found is None or found[0] is None else json.loads(found[0])

    async def close(self) -> None:
        """The database is closed by who opened it."""

    async def _one(self, query: str, key: StorageKey) -> Any:
        async with self._database.execute(query, (key.chat_id, key.user_id)) as cursor:
            return await cursor.fetchone()


async def open_database(path: str) -> aiosqlite.Connection:
    database = await aiosqlite.connect(path)
    await database.execute("PRAGMA journal_mode=WAL")
    await database.execute("PRAGMA synchronous=FULL")
    await database.execute(
        "CREATE TABLE IF NOT EXISTS answers "
        "(user INTEGER, question INTEGER, text TEXT, at REAL, PRIMARY KEY (user, question))"
    )
    await database.execute(
        "CREATE TABLE IF NOT EXISTS places "
        "(chat INTEGER, user INTEGER, state TEXT, data TEXT, PRIMARY KEY (chat, user))"
    )
    await database.commit()
    return database


async def run(base_url: str, token: str, folder: str) -> None:
    database = await open_database(str(Path(folder) / DATABASE))
    # In this order (isolation per person, place in a table) the same person's updates keep theirs.
    dispatcher = Dispatcher(storage=SqliteStorage(database), events_isolation=SimpleEventIsolation())

    @dispatcher.message(CommandStart())
    async def started(message: Message, state: FSMContext) -> None:
        await state.set_state(STATES[0])
        await message.answer(QUESTIONS[0])

    @dispatcher.message(StateFilter(*STATES))
    async def answered(message: Message, state: FSMContext, raw_state: str) -> None:
        if message.from_user is None:
            return
        question = int(raw_state.rpartition(":q")[2])
        await database.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
            (message.from_user.id, question, message.text, time.time()),
        )
        last = question + 1 == len(QUESTIONS)
        await state.set_state(None if last else STATES[question + 1])
        await message.answer(END if last else QUESTIONS[question + 1])

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base_url)))
    print("/start", flush=True)
    try:
        await dispatcher.start_polling(bot, allowed_updates=["message"])
    finally:
        await database.close()


def main(base_url: str, token: str, folder: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    try:
        import uvloop
    except ImportError:
        asyncio.run(run(base_url, token, folder))
    else:
        uvloop.run(run(base_url, token, folder))


if __name__ == "__main__":
    main(*sys.argv[1:4])
