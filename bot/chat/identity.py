"""Who the bot is: the first call of all, through python-telegram-bot's own `Bot` over our request class.

Here: `getMe` at start, and the sentences for an operator whose token or network is wrong. Not here: everything after
that, which takes the raw wire (`wire`).
"""

from __future__ import annotations

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.chat.request import AiohttpRequest, Pool
from bot.errors import OperatorError, OutsideFailure


async def introduce(pool: Pool, token: str, base_url: str) -> str:
    """The bot's @name, without the @. Opens the pool, and leaves it open.

    Raises:
        OperatorError: Telegram does not know this token.
        OutsideFailure: Telegram cannot be reached, or refuses.
    """
    request = AiohttpRequest(pool)
    bot = Bot(token, base_url=f"{base_url}/bot", request=request, get_updates_request=request)
    try:
        # Not `async with`: leaving it would close the pool.
        await bot.initialize()
    except InvalidToken:
        # Not chained: the library's message carries the token.
        raise OperatorError("Telegram does not know this token: copy it whole from @BotFather.") from None
    except NetworkError as error:
        raise OutsideFailure(f"Telegram cannot be reached: {error.message}. Is there a network?") from None
    except TelegramError as error:
        raise OutsideFailure(f"Telegram refuses to start the bot: {error.message}") from None
    return bot.username
