"""What comes from people, and the way out: updates, the webhook, answers to taps, files, logOut and close.

Here: the rules of each call. Not here: the queue (updates.py) and the pushing (webhook.py) themselves.
"""

import math
from collections.abc import Callable, Sequence

from bot.rehearsal.botapi.errors import Refusal, bad_request, too_many_requests
from bot.rehearsal.botapi.webhook import Webhook
from bot.rehearsal.botapi.world import Json, Tap, World

MAX_ANSWER = 200
# Telegram refuses `close` for ten minutes after the bot is launched.
CLOSABLE_AFTER_S = 600
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Receiving:
    """The receiving methods over one world. `on_answer` shows an answered tap to its author."""

    def __init__(self, world: World, webhook: Webhook, on_answer: Callable[[Tap, Json], None]) -> None:
        self.world = world
        self.webhook = webhook
        self.logged_out = False
        self._on_answer = on_answer
        self._launched = world.now().timestamp()

    async def get_updates(self, given: Json) -> Sequence[Json]:
        """The `getUpdates` method."""
        self.world.updates.allow(given.get("allowed_updates"))
        return await self.world.updates.poll(
            given.get("offset", 0), given.get("limit", 100), float(given.get("timeout", 0))
        )

    async def set_webhook(self, given: Json) -> bool:
        """The `setWebhook` method."""
        await self.webhook.set(given)
        return True

    async def delete_webhook(self, given: Json) -> bool:
        """The `deleteWebhook` method."""
        await self.webhook.set({"url": "", "drop_pending_updates": given.get("drop_pending_updates", False)})
        return True

    def get_webhook_info(self, _given: Json) -> Json:
        """The `getWebhookInfo` method."""
        return self.webhook.info()

    def answer_callback_query(self, given: Json) -> bool:
        """The `answerCallbackQuery` method: once, within 150 s of the tap by the stand-in's clock."""
        if len(given.get("text", "")) > MAX_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        tap = self.world.taps.get(given["callback_query_id"])
        if tap is None or self.world.now().timestamp() > tap.expires:
            raise bad_request(TOO_OLD)
        url = given.get("url")
        if url and not url.startswith((f"https://t.me/{self.world.bot['username']}", "tg://")):
            raise bad_request("URL_INVALID")
        # Forgotten once answered: a second answer finds nothing, and a load test does not hoard taps.
        del self.world.taps[tap.id]
        self._on_answer(tap, given)
        return True

    def get_file(self, given: Json) -> Json:
        """The `getFile` method."""
        stored = self.world.files.find(given["file_id"])
        return {**stored.described(), "file_path": stored.path}

    def log_out(self, _given: Json) -> bool:
        """The `logOut` method: no further call is answered."""
        self.logged_out = True
        return True

    def close(self, _given: Json) -> bool:
        """Close: refused for ten minutes after the launch; the next call opens the bot again."""
        wait_s = self._launched + CLOSABLE_AFTER_S - self.world.now().timestamp()
        if wait_s > 0:
            raise too_many_requests(math.ceil(wait_s))
        self._launched = self.world.now().timestamp()
        return True


def logged_out() -> Refusal:
    """What every call gets once the bot has logged out."""
    return Refusal(400, "Logged out")
