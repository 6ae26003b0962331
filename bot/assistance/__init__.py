"""A language model behind an OpenAI-compatible endpoint. Fills `facilitation.assistance.Assistant`.

Loaded only where an operator named one. Not here: what may be sent (`facilitation.assistance`), what an answer is worth
(`facilitation.drafting`).
"""
