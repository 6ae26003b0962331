"""Horizons: a Telegram bot that runs scripted focus groups and compiles synthesis notebooks.

Only the version is here. `docs/architecture.md` says which module does what.
"""

__version__ = "0.1.0"
