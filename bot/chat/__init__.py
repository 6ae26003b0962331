"""Telegram: raw updates to `Incoming`, cards and panels to Bot API calls.

Here: the request layer, intake (polling, webhook), reading, buttons, the one place where words become HTML, the wording
catalogues, and paced delivery of the outbox. Not here: what any of it means; that is `facilitation` and the engine.
"""
