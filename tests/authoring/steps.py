"""A step that several of the small scripts here have in common. Fabricated, like all of them."""

VOTE = """\
  - majority_vote:
      id: vote
      title: Vote
      phase: A
      minutes: 5
      gate: {at_most: 10}
      ask: Ce serait…
      pool: horizons
      grades: {bien: Bien, moyen: Moyen, mal: Mal}
      no_opinion: {sans: Sans avis}
"""
