"""Use cases: what the product does when something comes in, and the ports that the adapters fill.

Here: dispatch (one person's messages in order, people in parallel), conduct (load, step, save and enqueue in one
transaction), the facilitators' gestures, the material of a notebook. Not here: any library of a channel, a database or
a template engine; those are behind `ports`.
"""
