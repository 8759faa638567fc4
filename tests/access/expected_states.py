"""What a person finds of a record in each state, of drafts, and of a child who has moved on.

One line a page and state, as in `expected`; a line or a letter that is missing is denied. Ben of
Rowan House wrote them all, save the one that names the deputy, which is Maya's, and what was
recorded at Willow Lodge since the child moved there.
"""

from __future__ import annotations

from tests.access.expected import by_thing

STATES = """
                                  a b m d r s d a n i i l v b o p m e
                                  s e a e u a a d e v a e i r t e o v
signed share                      . o . . . . . . . . . . . . . . . .
record share                      o o o o o o o . . o . . . . . . . o
disclosures share                 o o o o o o . . . . . . . . . . . o
addenda share                     o o o o o o . . . . . . . . . . . o
already-gone share                f f f f f f . . . . . . . . . . . f
completion share                  f f f f f f . . . . . . . . . . . f
answer share                      x f x x x x . . . . . . . . . . . x
beside share                      o o o o o o . . . . . . . . . . . o
refiling share                    x o o o o o . . . . . . . . . . . x
review share                      . . f f f f . . . . . . . . . . . .
confirmation share                . . f f f f . . . . . . . . . . . .
escalation share                  . . f f f f . . . . . . . . . . . .
escalate share                    x f x x x x . . . . . . . . . . . x
telephone-approval share          f f f f f f . . . . . . . . . . . f
signed refusal                    . o . . . . . . . . . . . . . . . .
record refusal                    o o o o o o o . . o . . . . . . . o
disclosures refusal               x x x x x x . . . . . . . . . . . x
addenda refusal                   o o o o o o . . . . . . . . . . . o
already-gone refusal              f f f f f f . . . . . . . . . . . f
completion refusal                f f f f f f . . . . . . . . . . . f
answer refusal                    x f x x x x . . . . . . . . . . . x
beside refusal                    o o o o o o . . . . . . . . . . . o
refiling refusal                  x o o o o o . . . . . . . . . . . x
review refusal                    . . f f f f . . . . . . . . . . . .
confirmation refusal              . . f f f f . . . . . . . . . . . .
escalation refusal                . . f f f f . . . . . . . . . . . .
escalate refusal                  x f x x x x . . . . . . . . . . . x
telephone-approval refusal        f f f f f f . . . . . . . . . . . f
signed pending                    . o . . . . . . . . . . . . . . . .
record pending                    o o o o o o o . . o . . . . . o . o
disclosures pending               x x x x x x . . . . . . . . . . . x
addenda pending                   o o o o o o . . . . . . . . . . . o
already-gone pending              f f f f f f . . . . . . . . . . . f
completion pending                f f f f f f . . . . . . . . . . . f
answer pending                    x f x x x x . . . . . . . . . . . x
beside pending                    o o o o o o . . . . . . . . . . . o
refiling pending                  x o o o o o . . . . . . . . . . . x
review pending                    . . o o o o . . . . . . . . . o . .
confirmation pending              . . f f f f . . . . . . . . . f . .
escalation pending                . . f f f f . . . . . . . . . f . .
escalate pending                  x f x x x x . . . . . . . . . . . x
telephone-approval pending        o o o o o o . . . . . . . . . . . o
signed approved                   . o . . . . . . . . . . . . . . . .
record approved                   o o o o o o o . . o . . . . . o . o
disclosures approved              o o o o o o . . . . . . . . . . . o
addenda approved                  o o o o o o . . . . . . . . . . . o
already-gone approved             f f f f f f . . . . . . . . . . . f
completion approved               f f f f f f . . . . . . . . . . . f
answer approved                   x f x x x x . . . . . . . . . . . x
beside approved                   o o o o o o . . . . . . . . . . . o
refiling approved                 x o o o o o . . . . . . . . . . . x
review approved                   . . o o o o . . . . . . . . . o . .
confirmation approved             . . f f f f . . . . . . . . . f . .
escalation approved               . . f f f f . . . . . . . . . f . .
escalate approved                 x f x x x x . . . . . . . . . . . x
telephone-approval approved       o o o o o o . . . . . . . . . . . o
signed not-agreed                 . o . . . . . . . . . . . . . . . .
record not-agreed                 o o o o o o o . . o . . . . . o . o
disclosures not-agreed            x x x x x x . . . . . . . . . . . x
addenda not-agreed                o o o o o o . . . . . . . . . . . o
already-gone not-agreed           f f f f f f . . . . . . . . . . . f
completion not-agreed             f f f f f f . . . . . . . . . . . f
answer not-agreed                 x f x x x x . . . . . . . . . . . x
beside not-agreed                 o o o o o o . . . . . . . . . . . o
refiling not-agreed               x o o o o o . . . . . . . . . . . x
review not-agreed                 . . o o o o . . . . . . . . . o . .
confirmation not-agreed           . . f f f f . . . . . . . . . f . .
escalation not-agreed             . . f f f f . . . . . . . . . f . .
escalate not-agreed               x f x x x x . . . . . . . . . . . x
telephone-approval not-agreed     o o o o o o . . . . . . . . . . . o
signed added-to                   . o . . . . . . . . . . . . . . . .
record added-to                   o o o o o o o . . o . . . . . . . o
disclosures added-to              o o o o o o . . . . . . . . . . . o
addenda added-to                  o o o o o o . . . . . . . . . . . o
already-gone added-to             f f f f f f . . . . . . . . . . . f
completion added-to               f f f f f f . . . . . . . . . . . f
answer added-to                   x f x x x x . . . . . . . . . . . x
beside added-to                   o o o o o o . . . . . . . . . . . o
refiling added-to                 x o o o o o . . . . . . . . . . . x
review added-to                   . . f f f f . . . . . . . . . . . .
confirmation added-to             . . f f f f . . . . . . . . . . . .
escalation added-to               . . f f f f . . . . . . . . . . . .
escalate added-to                 x f x x x x . . . . . . . . . . . x
telephone-approval added-to       f f f f f f . . . . . . . . . . . f
signed arrangement                . o . . . . . . . . . . . . . . . .
record arrangement                o o o o o o o . . o . . . . . o . o
disclosures arrangement           o o o o o o . . . . . . . . . . . o
addenda arrangement               o o o o o o . . . . . . . . . . . o
already-gone arrangement          f f f f f f . . . . . . . . . . . f
completion arrangement            f f f f f f . . . . . . . . . . . f
answer arrangement                x f x x x x . . . . . . . . . . . x
beside arrangement                o o o o o o . . . . . . . . . . . o
refiling arrangement              x o o o o o . . . . . . . . . . . x
review arrangement                . . o o o o . . . . . . . . . o . .
confirmation arrangement          . . f f f f . . . . . . . . . f . .
escalation arrangement            . . f f f f . . . . . . . . . f . .
escalate arrangement              x f x x x x . . . . . . . . . . . x
telephone-approval arrangement    o o o o o o . . . . . . . . . . . o
shares-under arrangement          o o o o o o o . . o . . . . . o . o
everyday-share arrangement        o o o o o o . . . . . . . . . . . .
everyday-end arrangement          o o o o o o . . . . . . . . . . . .
record refiled                    . . . . . . o . . o . . . . . . . .
refiling refiled                  . o o o f o . . . . . . . . . . . .
signed names-asha                 . o . . . . . . . . . . . . . . . .
record names-asha                 . o o o o o o . . o . . . . . o . .
disclosures names-asha            . o o o o o . . . . . . . . . . . .
addenda names-asha                . o o o o o . . . . . . . . . . . .
already-gone names-asha           . f f f f f . . . . . . . . . . . .
completion names-asha             . f f f f f . . . . . . . . . . . .
answer names-asha                 . f x x x x . . . . . . . . . . . .
beside names-asha                 . o o o o o . . . . . . . . . . . .
refiling names-asha               . o o o o o . . . . . . . . . . . .
review names-asha                 . . x x o x . . . . . . . . . x . .
confirmation names-asha           . . f f f f . . . . . . . . . f . .
escalation names-asha             . . f f f f . . . . . . . . . f . .
escalate names-asha               . f x x x x . . . . . . . . . . . .
telephone-approval names-asha     . f f f f f . . . . . . . . . . . .
signed names-dele                 . . o . . . . . . . . . . . . . . .
record names-dele                 . . o . o o o . . o . . . . . o . .
disclosures names-dele            . . o . o o . . . . . . . . . . . .
addenda names-dele                . . o . o o . . . . . . . . . . . .
already-gone names-dele           . . f . f f . . . . . . . . . . . .
completion names-dele             . . f . f f . . . . . . . . . . . .
answer names-dele                 . . f . x x . . . . . . . . . . . .
beside names-dele                 . . o . o o . . . . . . . . . . . .
refiling names-dele               . . o . o o . . . . . . . . . . . .
review names-dele                 . . x . o x . . . . . . . . . x . .
confirmation names-dele           . . x . f f . . . . . . . . . f . .
escalation names-dele             . . x . f f . . . . . . . . . f . .
escalate names-dele               . . f . x x . . . . . . . . . . . .
telephone-approval names-dele     . . f . f f . . . . . . . . . . . .
signed urgent                     . o . . . . . . . . . . . . . . . .
record urgent                     o o o o o o o . . o . . . . . o . o
review urgent                     . . o o o o . . . . . . . . . o . .
disclosures urgent                o o o o o o . . . . . . . . . . . o
signed names-ruth                 . o . . . . . . . . . . . . . . . .
record names-ruth                 . o o o . o o . o o . . . . . o . .
review names-ruth                 . . x x . x . . o . . . . . . x . .
disclosures names-ruth            . o o o . o . . . . . . . . . . . .
signed ruth-aside                 . o . . . . . . . . . . . . . . . .
record ruth-aside                 . o o o o o o . o o . . . . . o . .
review ruth-aside                 . . x x o x . . o . . . . . . x . .
disclosures ruth-aside            . o o o o o . . . . . . . . . . . .
signed urgent-names-dele          . o . . . . . . . . . . . . . . . .
record urgent-names-dele          o o o . o o o . . o . . . . . o . o
review urgent-names-dele          . . o . o o . . . . . . . . . o . .
disclosures urgent-names-dele     o o o . o o . . . . . . . . . . . o
draft draft-of-ben                . f . . . . . . . . . . . . . . . .
draft-take-over draft-of-ben      . f o o o . . . . . . . . . . . . .
guide-step draft-of-ben           . o . . . . . . . . . . . . . . . .
advice-given draft-of-ben         . o . . . . . . . . . . . . . . . .
draft draft-asking                . f . . . . . . . . . . . . . . . .
draft-take-over draft-asking      . f o o o . . . . . . . . . . . . .
guide-step draft-asking           . o . . . . . . . . . . . . . . . .
advice-given draft-asking         . o . . . . . . . . . . . . . . . .
child past-child                  . . . . o o o . . . . . . o . . o o
who-looked past-child             . . o o o o o . . . . . . . . . . .
consents past-child               . . . . o o o . . . . . . o . . o o
wishes past-child                 . . . . o o o . . . . . . o . . o o
listing past-child                . . . . o o . . . . . . . o . . o o
particulars past-child            . . . . o o . . . . . . . . . . . .
child-change past-child           . . . . o o . . . . . . . . . . . .
leaving past-child                . . . . o o . . . . . . . . . . . .
relative-new past-child           . . . . o o . . . . . . . . . . . .
involvement-new past-child        . . . . o o . . . . . . . . . . . .
signed past-record                . o . . . . . . . . . . . . . . . .
record past-record                o o o o o o o . . o . . . . . . . .
disclosures past-record           o o o o o o . . . . . . . . . . . .
addenda past-record               o o o o o o . . . . . . . . . . . .
already-gone past-record          f f f f f f . . . . . . . . . . . .
completion past-record            f f f f f f . . . . . . . . . . . .
answer past-record                x f x x x x . . . . . . . . . . . .
beside past-record                o o o o o o . . . . . . . . . . . .
refiling past-record              x o o o o o . . . . . . . . . . . .
review past-record                . . f f f f . . . . . . . . . . . .
confirmation past-record          . . f f f f . . . . . . . . . . . .
escalation past-record            . . f f f f . . . . . . . . . . . .
escalate past-record              x f x x x x . . . . . . . . . . . .
telephone-approval past-record    f f f f f f . . . . . . . . . . . .
signed since-record               . . . . . . . . . . . . . o . . . .
record since-record               . . . . o o o . . . . . . o . . o o
disclosures since-record          . . . . o o . . . . . . . o . . o o
addenda since-record              . . . . o o . . . . . . . o . . o o
already-gone since-record         . . . . f f . . . . . . . f . . f f
completion since-record           . . . . f f . . . . . . . f . . f f
answer since-record               . . . . x x . . . . . . . f . . x x
beside since-record               . . . . o o . . . . . . . o . . o o
refiling since-record             . . . . o o . . . . . . . o . . x x
review since-record               . . . . f f . . . . . . . . . . . .
confirmation since-record         . . . . f f . . . . . . . . . . . .
escalation since-record           . . . . f f . . . . . . . . . . . .
escalate since-record             . . . . x x . . . . . . . f . . x x
telephone-approval since-record   . . . . f f . . . . . . . f . . f f
child agreed-child                o o o o o o o . . o o . . . . . . .
who-looked agreed-child           . . o o o o o . . . . . . . . . . .
consents agreed-child             o o o o o o o . . o o . . . . . . .
wishes agreed-child               o o o o o o o . . o o . . . . . . .
listing agreed-child              o o o o o o . . . . . . . . . . . .
particulars agreed-child          . o o o o o . . . . . . . . . . . .
child-change agreed-child         . o o o o o . . . . . . . . . . . .
leaving agreed-child              . o o o o o . . . . . . . . . . . .
relative-new agreed-child         . o o o o o . . . . . . . . . . . .
involvement-new agreed-child      . o o o o o . . . . . . . . . . . .
signed agreed-record              . o . . . . . . . . . . . . . . . .
record agreed-record              o o o o o o o . . o o . . . . . . .
review agreed-record              . . f f f f . . . . . . . . . . . .
disclosures agreed-record         o o o o o o . . . . . . . . . . . .
"""

# Which lists lead to the record or the draft in each state: the home's, one's own, or what asks for
# an answer. The child who moved has no line of its own in them.
LISTED = """
                                  a b m d r s d a n i i l v b o p m e
                                  s e a e u a a d e v a e i r t e o v
home share                        . o . . . . . . . . . . . . . . . .
home approved                     . o . . . . . . . . . . . . . . . .
home not-agreed                   . o . . . . . . . . . . . . . . . .
home added-to                     . o . . . . . . . . . . . . . . . .
home arrangement                  o o o o o o . . . . . . . . . . . .
home names-asha                   . o . . . . . . . . . . . . . . . .
home names-dele                   . . o . . . . . . . . . . . . . . .
home urgent                       . o . . . . . . . . . . . . . . . .
home names-ruth                   . o . . . . . . . . . . . . . . . .
home ruth-aside                   . o . . . . . . . . . . . . . . . .
home urgent-names-dele            . o . . . . . . . . . . . . . . . .
home draft-of-ben                 . o . . . . . . . . . . . . . . . .
home draft-asking                 . o . . . . . . . . . . . . . . . .
home past-record                  . o . . . . . . . . . . . . . . . .
home since-record                 . . . . . . . . . . . . . o . . . .
home agreed-record                . o . . . . . . . . . . . . . . . .
register share                    . o o o o o o . . o . . . . . . . .
register refusal                  . o o o o o o . . o . . . . . . . .
register pending                  . o o o o o o . . o . . . . . . . .
register approved                 . o o o o o o . . o . . . . . . . .
register not-agreed               . o o o o o o . . o . . . . . . . .
register added-to                 . o o o o o o . . o . . . . . . . .
register arrangement              . o o o o o o . . o . . . . . . . .
register names-asha               . o o o o o o . . o . . . . . . . .
register names-dele               . . o . o o o . . o . . . . . . . .
register urgent                   . o o o o o o . . o . . . . . . . .
register names-ruth               . o o o . o o . . o . . . . . . . .
register ruth-aside               . o o o o o o . . o . . . . . . . .
register urgent-names-dele        . o o . o o o . . o . . . . . . . .
register past-record              . o o o o o o . . o . . . . . . . .
register since-record             . . . . o o o . . . . . . o . . . .
register agreed-record            . o o o o o o . . o . . . . . . . .
drafts draft-of-ben               . . o o o . . . . . . . . . . . . .
drafts draft-asking               . . o o o . . . . . . . . . . . . .
approval-queue pending            . . o o o o . . . . . . . . . o . .
approval-queue approved           . . o o o o . . . . . . . . . o . .
approval-queue not-agreed         . . o o o o . . . . . . . . . o . .
approval-queue arrangement        . . o o o o . . . . . . . . . o . .
approval-queue names-asha         . . . . o . . . . . . . . . . . . .
approval-queue names-dele         . . . . o . . . . . . . . . . . . .
approval-queue urgent             . . o o o o . . . . . . . . . o . .
approval-queue names-ruth         . . . . . . . . o . . . . . . . . .
approval-queue ruth-aside         . . . . . . . . o . . . . . . . . .
approval-queue urgent-names-dele  . . o . o o . . . . . . . . . o . .
follow-ups share                  . . o o o o o . . . . . . . . . . .
follow-ups approved               . . o o o o o . . . . . . . . . . .
follow-ups added-to               . . o o o o o . . . . . . . . . . .
follow-ups names-asha             . . o o o o o . . . . . . . . . . .
follow-ups names-dele             . . o . o o o . . . . . . . . . . .
follow-ups urgent                 . . o o o o o . . . . . . . . . . .
follow-ups names-ruth             . . o o . o o . . . . . . . . . . .
follow-ups ruth-aside             . . o o o o o . . . . . . . . . . .
follow-ups urgent-names-dele      . . o . o o o . . . . . . . . . . .
follow-ups past-record            . . o o o o o . . . . . . . . . . .
follow-ups since-record           . . . . o o o . . . . . . . . . . .
follow-ups agreed-record          . . o o o o o . . . . . . . . . . .
"""


def expected_states() -> dict[tuple[str, str], dict[str, str]]:
    """By page and state: each person's letter."""
    return by_thing(STATES)


def expected_listed(page: str, name: str) -> frozenset[str]:
    """The states of which this list holds the record or the draft for this person."""
    found = by_thing(LISTED).items()
    return frozenset(state for (at, state), who in found if at == page and who[name] == "o")


def lists_of_states() -> frozenset[str]:
    """The lists that the table of them speaks of."""
    return frozenset(page for page, _ in by_thing(LISTED))
