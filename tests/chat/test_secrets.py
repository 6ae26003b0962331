"""Logs: no handler ever writes a bot's token, whoever logged it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from telegram import Bot

from bot.chat.secrets import TokenFilter, protect

_TOKEN = "123456789:AAfabricatedTokenThatOpensNothingAtAll"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    protect([handler], _TOKEN)
    logger = logging.getLogger("fabricated")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield logger, written
    logger.removeHandler(handler)


def test_a_token_in_a_message_or_its_arguments_is_replaced(log: tuple[logging.Logger, io.StringIO]) -> None:
    """httpx logs every request's address at INFO, with the token in it."""
    logger, written = log
    logger.info("POST https://api.telegram.org/bot%s/sendMessage", _TOKEN)
    logger.info("GET %s", {"url": f"https://x/bot{_TOKEN.replace(':', '%3A')}/getMe"})
    logger.getChild("child").info("%r", Bot(_TOKEN))
    assert written.getvalue().count("<token>") == 3
    assert "fabricatedToken" not in written.getvalue()


def test_a_token_in_a_traceback_is_replaced(log: tuple[logging.Logger, io.StringIO]) -> None:
    """The library's `InvalidToken` quotes it."""
    logger, written = log
    try:
        raise ValueError(f"the token `{_TOKEN}` was rejected")
    except ValueError:
        logger.exception("at start", stack_info=True)
    assert "Traceback" in written.getvalue()
    assert "fabricatedToken" not in written.getvalue()


def test_anybodys_token_is_replaced_even_one_we_do_not_know(log: tuple[logging.Logger, io.StringIO]) -> None:
    """An operator who pastes the wrong token must not find it in the logs either."""
    logger, written = log
    logger.warning("987654321:BBanotherFabricatedTokenOfTheUsualLength is refused")
    assert written.getvalue() == "<token> is refused\n"


def test_other_records_are_left_as_they_are() -> None:
    """A filter that rewrote everything would lose arguments and tracebacks to other handlers."""
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "%d answers at 12:30", (3,), None)
    assert TokenFilter(_TOKEN).filter(record)
    assert record.args == (3,)


def test_a_record_whose_arguments_do_not_fit_does_not_stop_the_program() -> None:
    """Somebody else's slip in a log call is not ours to die of."""
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "%d answers", ("three",), None)
    assert TokenFilter(_TOKEN).filter(record)
