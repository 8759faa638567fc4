"""Weakens the decision table by one thing at a time, and says what no test notices.

    python -m tests.mutants                       a table of each letter, and every survivor
    python -m tests.mutants --only A03            the mutants with this in their name
    python -m tests.mutants --json                the same as JSON
    python -m tests.mutants --list                every mutant, and the test that kills it

A mutant is the product with one fault: a row with a weaker effect, another effect in an emergency
or one field less; or a rule's question with an operand dropped, a border moved, a set one member
short. It is killed where a test that passes without it fails with it. Pure tests alone are asked:
those of tests/policy that want no fixture, and the worked cases of tests/scenarios. Property
tests are left out, for chance must kill nothing.

What cannot be killed, as it changes nothing, stands in `equivalent.toml` with its reason. It is an
error if such a mutant is killed after all, or is no mutant any longer.

Exit codes: 0 every mutant is killed; 1 one survives, an allowance does not hold or a test is red
to begin with; 2 the command was not understood.
"""
