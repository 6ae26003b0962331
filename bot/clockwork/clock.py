"""The machine's clock, as the port `Clock`."""

import asyncio
from datetime import UTC, datetime


class SystemClock:
    """Now and sleep, as the machine has them."""

    def now(self) -> datetime:
        """Now, aware, UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Return once that many seconds have passed; at once, after a turn of the loop, if none or fewer."""
        await asyncio.sleep(seconds)
