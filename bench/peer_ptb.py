"""A peer: the survey as a competent user of python-telegram-bot writes it.

An `Application` with a `ConversationHandler` of ten states, polling, its own SQLite table (WAL, synchronous=FULL),
one commit an answer, the reply after the commit. Updates are handled one after another, as the library's
documentation asks of whoever uses a ConversationHandler. `sqlite3` in the handler and not aiosqlite: with one update
at a time there is nothing else to do meanwhile, and the hop to a thread costs more than it gives.

What it lacks beside Horizons, in its favour: the place in the conversation is in memory only, so a restart loses it.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes, ConversationHandler, MessageHandler, filters

from bench.contenders import DATABASE
from bench.survey import END, QUESTIONS

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[Update, Context], Coroutine[Any, Any, int]]


def open_database(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute(
        "CREATE TABLE IF NOT EXISTS answers "
        "(user INTEGER, question INTEGER, text TEXT, at REAL, PRIMARY KEY (user, question))"
    )
    database.commit()
    return database


def answer_handler(database: sqlite3.Connection, question: int) -> Handler:
    async def answered(update: Update, context: Context) -> int:
        message, user = update.message, update.effective_user
        if message is None or user is None:
            return question
        database.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (user.id, question, message.text, time.time())
        )
        database.commit()
        if question + 1 < len(QUESTIONS):
            await message.reply_text(QUESTIONS[question + 1])
            return question + 1
        await message.reply_text(END)
        return ConversationHandler.END

    return answered


async def started(update: Update, context: Context) -> int:
    if update.message is not None:
        await update.message.reply_text(QUESTIONS[0])
    return 0


def main(base_url: str, token: str, folder: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    try:
        import uvloop
    except ImportError:
        asyncio.set_event_loop(asyncio.new_event_loop())
    else:
        asyncio.set_event_loop(uvloop.new_event_loop())
    database = open_database(str(Path(folder) / DATABASE))
    words = filters.TEXT & ~filters.COMMAND
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", started)],
        states={number: [MessageHandler(words, answer_handler(database, number))] for number in range(len(QUESTIONS))},
        fallbacks=[CommandHandler("start", started)],
    )
    application = Application.builder().token(token).base_url(f"{base_url}/bot").build()
    application.add_handler(conversation)
    print("/start", flush=True)
    try:
        application.run_polling(allowed_updates=[Update.MESSAGE])
    finally:
        database.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])
