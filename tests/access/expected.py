"""Who finds what: the table that the access tests hold every page against.

One line a page and place; one letter a person, in the order of PEOPLE. It follows the table of
roles in the law and practice reference: staff reach their own home, those who serve the provider
all of its homes, a visitor the home visited, and nobody another provider.

    o  opens                                    f  leads on to another page
    x  in sight, and not theirs to do (403)     .  not there (404)

Where a letter is `.`, sending a form there finds nothing either. The directory of agencies is one
for both homes of Meadowbank Care.
"""

from __future__ import annotations

# Rowan House: asha and ben (care worker, senior), maya and dele (manager, deputy).
# Meadowbank Care: ruth (responsible individual), sam (safeguarding lead), dana (data protection
# officer), ada (administrator), nell (nominated alternate).
# Visiting Rowan House: ivy (Ofsted), ian (independent person). lena has left; vic's visit is over.
# Willow Lodge, the other home of Meadowbank Care: bryn. Beacon House, another provider's: otto.
PEOPLE = (
    *("asha", "ben", "maya", "dele", "ruth", "sam", "dana", "ada", "nell"),
    *("ivy", "ian", "lena", "vic", "bryn", "otto"),
)

# Pages that belong to nobody's child: what they list is each person's own.
LISTS = """
                 a b m d r s d a n i i l v b o
                 s e a e u a a d e v a e i r t
home             o o o o o o o o o o o o o o o
guide-start      o o o o o o . . . . . . . o o
urgent-start     o o o o o o . . . . . . . o o
register         o o o o o o o . . o . . . o o
approval-queue   . . o o o o . . . . . . . . o
follow-ups       . . o o o o o . . . . . . . o
inspection       . . o o o o o . . o o . . . o
visits           . o o o o . o . . . . . . . o
children         o o o o o o o . . o . . . o o
agencies         o o o o o o o . . o . . . o o
"""

# Pages about something at a home. Its author there is asha, bryn or otto.
THINGS = """
                        a b m d r s d a n i i l v b o
                        s e a e u a a d e v a e i r t
draft           rowan   f . . . . . . . . . . . . . .
draft           willow  . . . . . . . . . . . . . f .
draft           beacon  . . . . . . . . . . . . . . f
guide-step      rowan   o . . . . . . . . . . . . . .
guide-step      willow  . . . . . . . . . . . . . o .
guide-step      beacon  . . . . . . . . . . . . . . o
advice-given    rowan   o . . . . . . . . . . . . . .
advice-given    willow  . . . . . . . . . . . . . o .
advice-given    beacon  . . . . . . . . . . . . . . o
signed          rowan   o . . . . . . . . . . . . . .
signed          willow  . . . . . . . . . . . . . o .
signed          beacon  . . . . . . . . . . . . . . o
record          rowan   o o o o o o o . . o . . . . .
record          willow  . . . . o o o . . . . . . o .
record          beacon  . . . . . . . . . . . . . . o
disclosures     rowan   o o o o o o . . . . . . . . .
disclosures     willow  . . . . o o . . . . . . . o .
disclosures     beacon  . . . . . . . . . . . . . . o
receipts        rowan   o o o o o o . . . . . . . . .
receipts        willow  . . . . o o . . . . . . . o .
receipts        beacon  . . . . . . . . . . . . . . o
addenda         rowan   o o o o o o . . . . . . . . .
addenda         willow  . . . . o o . . . . . . . o .
addenda         beacon  . . . . . . . . . . . . . . o
completion      rowan   f f f f f x . . . . . . . . .
completion      willow  . . . . f x . . . . . . . f .
completion      beacon  . . . . . . . . . . . . . . f
answer          rowan   f x x x x x . . . . . . . . .
answer          willow  . . . . x x . . . . . . . f .
answer          beacon  . . . . . . . . . . . . . . f
review          rowan   . . o o o o . . . . . . . . .
review          willow  . . . . o o . . . . . . . . .
review          beacon  . . . . . . . . . . . . . . x
child           rowan   o o o o o o o . . o . . . . .
child           willow  . . . . o o o . . . . . . o .
child           beacon  . . . . . . . . . . . . . . o
consents        rowan   o o o o o o o . . o . . . . .
consents        willow  . . . . o o o . . . . . . o .
consents        beacon  . . . . . . . . . . . . . . o
wishes          rowan   o o o o o o o . . o . . . . .
wishes          willow  . . . . o o o . . . . . . o .
wishes          beacon  . . . . . . . . . . . . . . o
withdrawal      rowan   o o o o o o . . . . . . . . .
withdrawal      willow  . . . . o o . . . . . . . o .
withdrawal      beacon  . . . . . . . . . . . . . . o
lifting         rowan   . . o o o o . . . . . . . . .
lifting         willow  . . . . o o . . . . . . . . .
lifting         beacon  . . . . . . . . . . . . . . o
listing         rowan   o o o o o o . . . . . . . . .
listing         willow  . . . . o o . . . . . . . o .
listing         beacon  . . . . . . . . . . . . . . o
child-new       rowan   . o o o o o . . . . . . . . .
child-new       willow  . . . . o o . . . . . . . . .
child-new       beacon  . . . . . . . . . . . . . . o
particulars     rowan   . o o o o o . . . . . . . . .
particulars     willow  . . . . o o . . . . . . . . .
particulars     beacon  . . . . . . . . . . . . . . o
child-change    rowan   . o o o o o . . . . . . . . .
child-change    willow  . . . . o o . . . . . . . . .
child-change    beacon  . . . . . . . . . . . . . . o
leaving         rowan   . o o o o o . . . . . . . . .
leaving         willow  . . . . o o . . . . . . . . .
leaving         beacon  . . . . . . . . . . . . . . o
relative-new    rowan   . o o o o o . . . . . . . . .
relative-new    willow  . . . . o o . . . . . . . . .
relative-new    beacon  . . . . . . . . . . . . . . o
relative-change rowan   . o o o o o . . . . . . . . .
relative-change willow  . . . . o o . . . . . . . . .
relative-change beacon  . . . . . . . . . . . . . . o
involvement-new rowan   . o o o o o . . . . . . . . .
involvement-new willow  . . . . o o . . . . . . . . .
involvement-new beacon  . . . . . . . . . . . . . . o
involvement-end rowan   . o o o o o . . . . . . . . .
involvement-end willow  . . . . o o . . . . . . . . .
involvement-end beacon  . . . . . . . . . . . . . . o
agency-new      rowan   . o o o o o . . . . . . . . .
agency-new      willow  . o o o o o . . . . . . . . .
agency-new      beacon  . . . . . . . . . . . . . . o
agency-change   rowan   . o o o o o . . . . . . . . .
agency-change   willow  . o o o o o . . . . . . . . .
agency-change   beacon  . . . . . . . . . . . . . . o
agency-use      rowan   . o o o o o . . . . . . . . .
agency-use      willow  . o o o o o . . . . . . . . .
agency-use      beacon  . . . . . . . . . . . . . . o
professional-change rowan   . o o o o o . . . . . . . . .
professional-change willow  . o o o o o . . . . . . . . .
professional-change beacon  . . . . . . . . . . . . . . o
visit-end       rowan   . f f f f . f . . . . . . . .
visit-end       willow  . . . . f . f . . . . . . . .
visit-end       beacon  . . . . . . . . . . . . . . f
"""

# Only a form sent there does anything; opening the address is refused with 405.
ONLY_SENT = frozenset({"completion", "answer", "visit-end"})

# Sign-in and what goes with it: guarded by the sign-in package, open to all or to one's own self.
ACCOUNT = frozenset(
    {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_inactive",
        "account_reauthenticate",
    }
)

STATUSES = {"o": 200, "f": 302, "x": 403, ".": 404}


def expected_lists() -> dict[str, dict[str, str]]:
    """By page: each person's letter."""
    return {name: _letters(rest) for name, *rest in _lines(LISTS)}


def expected_things() -> dict[tuple[str, str], dict[str, str]]:
    """By page and place: each person's letter."""
    return {(name, place): _letters(rest) for name, place, *rest in _lines(THINGS)}


def _lines(table: str) -> list[list[str]]:
    lines = [line.split() for line in table.strip("\n").splitlines()]
    return [line for line in lines if len(line[0]) > 1]


def _letters(letters: list[str]) -> dict[str, str]:
    return dict(zip(PEOPLE, letters, strict=True))
