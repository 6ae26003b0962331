"""The parts of a participant's step, each built on the one before: what is kept, where one goes, what is asked besides.

`engine.participant` says what happens when; these say how.
"""
