"""The notebook of a programme: several sessions' notebooks read side by side, never added up into one group.

Each number and each quotation is one that the session's own notebook may print; what is masked there is masked here,
and no total is written from which it could be read. Not here: a session's notebook (`notebook.analysis`).
"""
