"""Whom the door of each page lets in, before it looks for the thing that the page is about.

The door asks whether somebody has the permission at any home at all; which home, child or record
is the question of the query behind it. Both hold for themselves: a door left open still finds
nothing, and a query that forgets to ask stands behind a door. `o` is let in, as in `expected`.
"""

from __future__ import annotations

from tests.access.expected import letters_by_page

DOORS = """
                    a b m d r s d a n i i l v b o p m e
                    s e a e u a a d e v a e i r t e o v
invite              . . . . . . . o . . . . . . . . . .
recoveries          . . o o o . . o . . . . . . o . . .
recovery            . . o o o . . o . . . . . . o . . .
recovery-code       . . o o o . . o . . . . . . o . . .
recovery-start      . . o o o . . o . . . . . . o . . .
person-unlink       . . . . . . . o . . . . . . . . . .
paper-forms         o o o o o o . . . . . . . o o . o o
paper               o o o o o o . . . . . . . o o . o o
guide-start         o o o o o o . . . . . . . o o . o o
urgent-start        o o o o o o . . . . . . . o o . o o
drafts              . o o o o . . . . . . . . . o . . .
draft               o o o o o o . . . . . . . o o . o o
draft-take-over     . o o o o . . . . . . . . . o . . .
advice-given        o o o o o o . . . . . . . o o . o o
guide-step          o o o o o o . . . . . . . o o . o o
signed              o o o o o o . . . . . . . o o . o o
already-gone        o o o o o o . . . . . . . o o . o o
signed-and-closed   o o o o o o . . . . . . . o o . o o
everyday            o o o o o o . . . . . . . o o . o o
everyday-share      o o o o o o . . . . . . . o o . o o
everyday-renewal    o o o o o o . . . . . . . o o . o o
everyday-end        o o o o o o . . . . . . . o o . o o
register            o o o o o o o . . o . . . o o . o o
record              o o o o o o o . o o o . . o o o o o
shares-under        o o o o o o o . o o o . . o o o o o
disclosures         o o o o o o . . . . . . . o o . o o
receipts            o o o o o o . . . . . . . o o . o o
addenda             o o o o o o . . . . . . . o o . o o
breach-check        . . o o o o . . o . . . . . o o . .
completion          o o o o o o . . . . . . . o o . o o
answer              o o o o o o . . . . . . . o o . o o
beside              o o o o o o . . . . . . . o o . o o
refiling            o o o o o o . . . . . . . o o . o o
approval-queue      . . o o o o . . o . . . . . o o . .
review              . . o o o o . . o . . . . . o o . .
confirmation        . . o o o o . . o . . . . . o o . .
escalation          . . o o o o . . o . . . . . o o . .
telephone-approval  o o o o o o . . . . . . . o o . o o
escalate            o o o o o o . . . . . . . o o . o o
advice-asked        . o o o o o o . . . . . . . o . . .
advice-answer       . o o o o o o . . . . . . . o . . .
follow-ups          . . o o o o o . . . . . . . o . . .
reads               . . o o o o o . . . . . . . o . . .
who-looked          . . o o o o o . . . . . . . o . . .
inspection          . . o o o o o . . o o . . . o . . .
visits              . o o o o . o . . . . . . . o . . .
visit-guide         . o o o o o o . . o o . . . o . . .
visit-end           . o o o o . o . . . . . . . o . . .
visit-extend        . o o o o . o . . . . . . . o . . .
visit-code-new      . o o o o . o . . . . . . . o . . .
visit-receipt       . o o o o o o . . o o . . . o . . .
rules               o o o o o o o . o o o . . o o o o o
law                 o o o o o o o . o o o . . o o o o o
rules-to-review     . . . . . . o . . . . . . . . . . .
rule-review         . . . . . . o . . . . . . . . . . .
children            o o o o o o o . . o o . . o o . o o
child-new           . o o o o o . . . . . . . . o . . .
child               o o o o o o o . . o o . . o o . o o
consents            o o o o o o o . . o o . . o o . o o
withdrawal          o o o o o o . . . . . . . o o . o o
wishes              o o o o o o o . . o o . . o o . o o
listing             o o o o o o . . . . . . . o o . o o
lifting             . . o o o o . . . . . . . . o . . .
particulars         . o o o o o . . . . . . . . o . . .
child-change        . o o o o o . . . . . . . . o . . .
leaving             . o o o o o . . . . . . . . o . . .
relative-new        . o o o o o . . . . . . . . o . . .
relative-change     . o o o o o . . . . . . . . o . . .
involvement-new     . o o o o o . . . . . . . . o . . .
involvement-end     . o o o o o . . . . . . . . o . . .
agencies            o o o o o o o . . o . . . o o . o o
agency-new          . o o o o o . . . . . . . . o . . .
agency-change       . o o o o o . . . . . . . . o . . .
agency-use          . o o o o o . . . . . . . . o . . .
professional-change . o o o o o . . . . . . . . o . . .
going-live          . . o o o . . . . . . . . . o . . .
second-person       . . o o o . . . . . . . . . o . . .
second-person-end   . . o o o . . . . . . . . . o . . .
on-call             . . o o o . . . . . . . . . o . . .
emergency-access    o o o o . . . . . . . . . o o . o o
emergency-end       o o o o o . o . . . . . . o o . o o
emergency-review    . . o o o . o . . . . . . . o . . .
people              . . . . . . . o . . . . . . . . . .
person-new          . . . . . . . o . . . . . . . . . .
roles-to-agree      . . o . o . . o . . . . . . o . . .
role-answer         . . o . o . . o . . . . . . o . . .
role-propose        . . o . . . . . . . . . . . o . . .
role-withdraw       . . o . . . . o . . . . . . o . . .
access-report       . . . . . . o o . . . . . . . . . .
who-may-open        . . . . . . o o . . . . . . . . . .
person              . . . . . . . o . . . . . . . . . .
person-appoint      . . . . . . . o . . . . . . . . . .
person-telephone    . . . . . . . o . . . . . . . . . .
person-training     . . . . . . . o . . . . . . . . . .
person-suspend      . . . . . . . o . . . . . . . . . .
person-lift         . . . . . . . o . . . . . . . . . .
appointment-end     . . . . . . . o . . . . . . . . . .
appointment-move    . . . . . . . o . . . . . . . . . .
homes               . . . . . . . o . . . . . . . . . .
home-new            . . . . . . . o . . . . . . . . . .
home-close          . . . . . . . o . . . . . . . . . .
home-details        . . . . . . . o . . . . . . . . . .
home-on-call        . . . . . . . o . . . . . . . . . .
"""


def expected_doors() -> dict[str, dict[str, str]]:
    """By page: each person's letter."""
    return letters_by_page(DOORS)
