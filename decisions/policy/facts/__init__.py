"""Questions that rules ask of the answers and the circumstances, each with one plain answer.

Nothing here decides anything: an effect belongs to a rule, and what outranks a rule belongs to
the principles.
"""
