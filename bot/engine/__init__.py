"""What a workshop is and how it unfolds: the pure heart of Horizons.

Here: the script model, the events that happen, the effects they call for, the two step functions, the counting of
votes. Not here: any clock, randomness, input or output. Times, seeds and identifiers come in with the events; effects
say what is to be shown or kept, never how a channel or a database does it.
"""
