"""Rehearsing without Telegram: a stand-in Bot API, crowds of fabricated people, plays in the terminal, script tests."""
