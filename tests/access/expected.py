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

from itertools import zip_longest

# Rowan House: asha and ben (care worker, senior), maya and dele (manager, deputy).
# Meadowbank Care: ruth (responsible individual), sam (safeguarding lead), dana (data protection
# officer), ada (administrator), nell (nominated alternate).
# Visiting Rowan House: ivy (Ofsted), ian (independent person). lena has left; vic's visit is over.
# Willow Lodge, the other home of Meadowbank Care: bryn. Beacon House, another provider's: otto.
# petra (outside second person of Meadowbank Care) sees what waits for an answer.
# mo moved today from Rowan House to Willow Lodge. eve works at Willow Lodge, and reaches the child
# of Rowan House in an emergency. A letter that is missing at the end of a line is `.`: whatever is
# not written here is denied.
PEOPLE = (
    *("asha", "ben", "maya", "dele", "ruth", "sam", "dana", "ada", "nell"),
    *("ivy", "ian", "lena", "vic", "bryn", "otto", "petra", "mo", "eve"),
)

# Pages that belong to nobody's child: what they list is each person's own.
LISTS = """
                 a b m d r s d a n i i l v b o p m e
                 s e a e u a a d e v a e i r t e o v
home             o o o o o o o o o o o o o o o o o o
guide-start      o o o o o o . . . . . . . o o . o o
signed-and-closed o o o o o o . . . . . . . o o . o o
urgent-start     o o o o o o . . . . . . . o o . o o
everyday         o o o o o o . . . . . . . o o . o o
paper-forms      o o o o o o . . . . . . . o o . o o
paper            o o o o o o . . . . . . . o o . o o
drafts           . o o o o . . . . . . . . . o .
register         o o o o o o o . . o . . . o o . o o
approval-queue   . . o o o o . . o . . . . . o o
advice-asked     . o o o o o o . . . . . . . o .
follow-ups       . . o o o o o . . . . . . . o .
inspection       . . o o o o o . . o o . . . o .
reads            . . o o o o o . . . . . . . o .
visits           . o o o o . o . . . . . . . o .
visit-guide      . o o o o o o . . o o . . . o .
visit-code       . . . . . . . . . f f . f . . .
emergency-access o o o o . . . . . . . . . o . . o o
children         o o o o o o o . . o . . . o o . o o
agencies         o o o o o o o . . o . . . o o . o o
rules            o o o o o o o . o o o . . o o o o o
law              o o o o o o o . o o o . . o o o o o
people           . . . . . . . o . . . . . . . .
person-new       . . . . . . . o . . . . . . . .
homes            . . . . . . . o . . . . . . . .
home-new         . . . . . . . o . . . . . . . .
role-propose     . . o . . . . . . . . . . . o .
recoveries       . . o o o . . o . . . . . . o .
roles-to-agree   . . o . o . . o . . . . . . o .
kept-forms       f f f f f f f f f f f f f f f f f f
mfa_reauthenticate_webauthn f f f f f f f f f . . f . f f f f f
access-report    . . . . . . o o . . . . . . . .
who-may-open     . . . . . . o o . . . . . . . .
"""

# Pages about something at a home. Its author there is asha, bryn or otto.
THINGS = """
                        a b m d r s d a n i i l v b o p m e
                        s e a e u a a d e v a e i r t e o v
draft           rowan   f . . . . . . . . . . . . . . .
draft           willow  . . . . . . . . . . . . . f . .
draft           beacon  . . . . . . . . . . . . . . f .
draft-take-over rowan   . o o o o . . . . . . . . . . .
draft-take-over willow  . . . . o . . . . . . . . . . .
draft-take-over beacon  . . . . . . . . . . . . . . f .
guide-step      rowan   o . . . . . . . . . . . . . . .
guide-step      willow  . . . . . . . . . . . . . o . .
guide-step      beacon  . . . . . . . . . . . . . . o .
advice-given    rowan   o . . . . . . . . . . . . . . .
advice-given    willow  . . . . . . . . . . . . . o . .
advice-given    beacon  . . . . . . . . . . . . . . o .
advice-answer   rowan   . . o . . . . . . . . . . . . .
advice-answer   willow  . . . . o . . . . . . . . . . .
advice-answer   beacon  . . . . . . . . . . . . . . . .
signed          rowan   o . . . . . . . . . . . . . . .
signed          willow  . . . . . . . . . . . . . o . .
signed          beacon  . . . . . . . . . . . . . . o .
record          rowan   o o o o o o o . . o . . . . . . . o
record          willow  . . . . o o o . . . . . . o . . o o
record          beacon  . . . . . . . . . . . . . . o .
shares-under    rowan   o o o o o o o . . o . . . . . o . o
shares-under    willow  . . . . o o o . . . . . . o . o o o
shares-under    beacon  . . . . . . . . . . . . . . o .
disclosures     rowan   o o o o o o . . . . . . . . . . . o
disclosures     willow  . . . . o o . . . . . . . o . . o o
disclosures     beacon  . . . . . . . . . . . . . . o .
receipts        rowan   o o o o o o . . . . . . . . . . . o
receipts        willow  . . . . o o . . . . . . . o . . o o
receipts        beacon  . . . . . . . . . . . . . . o .
everyday-share  rowan   o o o o o o . . . . . . . . . .
everyday-share  willow  . . . . o o . . . . . . . o . . o o
everyday-share  beacon  . . . . . . . . . . . . . . o .
everyday-end    rowan   o o o o o o . . . . . . . . . .
everyday-end    willow  . . . . o o . . . . . . . o . . o o
everyday-end    beacon  . . . . . . . . . . . . . . o .
everyday-renewal rowan   f f f f f f . . . . . . . . . .
everyday-renewal willow  . . . . f f . . . . . . . f . . f f
everyday-renewal beacon  . . . . . . . . . . . . . . f .
addenda         rowan   o o o o o o . . . . . . . . . . . o
addenda         willow  . . . . o o . . . . . . . o . . o o
addenda         beacon  . . . . . . . . . . . . . . o .
already-gone    rowan   f f f f f f . . . . . . . . . . . f
already-gone    willow  . . . . f f . . . . . . . f . . f f
already-gone    beacon  . . . . . . . . . . . . . . f .
breach-check    rowan   . . o o o o . . . . . . . . . .
breach-check    willow  . . . . o o . . . . . . . . . .
breach-check    beacon  . . . . . . . . . . . . . . x .
completion      rowan   f f f f f x . . . . . . . . . . . x
completion      willow  . . . . f x . . . . . . . f . . x x
completion      beacon  . . . . . . . . . . . . . . f .
answer          rowan   f x x x x x . . . . . . . . . . . x
answer          willow  . . . . x x . . . . . . . f . . x x
answer          beacon  . . . . . . . . . . . . . . f .
beside          rowan   o o o o o o . . . . . . . . . . . o
beside          willow  . . . . o o . . . . . . . o . . o o
beside          beacon  . . . . . . . . . . . . . . o .
refiling        rowan   o x o o o o . . . . . . . . . . . x
refiling        willow  . . . . o o . . . . . . . o . . x x
refiling        beacon  . . . . . . . . . . . . . . o .
review          rowan   . . o o o o . . . . . . . . . o
review          willow  . . . . o o . . . . . . . . . o
review          beacon  . . . . . . . . . . . . . . x .
confirmation    rowan   . . o x x x . . . . . . . . . x
confirmation    willow  . . . . o x . . . . . . . . . x
confirmation    beacon  . . . . . . . . . . . . . . x .
escalation      rowan   . . x x o x . . . . . . . . . x
escalation      willow  . . . . x o . . . . . . . . . x
escalation      beacon  . . . . . . . . . . . . . . x .
escalate        rowan   f x x x x x . . . . . . . . . . . x
escalate        willow  . . . . x x . . . . . . . f . . x x
escalate        beacon  . . . . . . . . . . . . . . f .
telephone-approval rowan   o o o o o o . . . . . . . . . . . o
telephone-approval willow  . . . . o o . . . . . . . o . . o o
telephone-approval beacon  . . . . . . . . . . . . . . o .
child           rowan   o o o o o o o . . o . . . . . . . o
child           willow  . . . . o o o . . . . . . o . . o o
child           beacon  . . . . . . . . . . . . . . o .
who-looked      rowan   . . o o o o o . . . . . . . . .
who-looked      willow  . . . . o o o . . . . . . . . .
who-looked      beacon  . . . . . . . . . . . . . . o .
consents        rowan   o o o o o o o . . o . . . . . . . o
consents        willow  . . . . o o o . . . . . . o . . o o
consents        beacon  . . . . . . . . . . . . . . o .
wishes          rowan   o o o o o o o . . o . . . . . . . o
wishes          willow  . . . . o o o . . . . . . o . . o o
wishes          beacon  . . . . . . . . . . . . . . o .
withdrawal      rowan   o o o o o o . . . . . . . . . . . o
withdrawal      willow  . . . . o o . . . . . . . o . . o o
withdrawal      beacon  . . . . . . . . . . . . . . o .
lifting         rowan   . . o o o o . . . . . . . . . .
lifting         willow  . . . . o o . . . . . . . . . .
lifting         beacon  . . . . . . . . . . . . . . o .
listing         rowan   o o o o o o . . . . . . . . . . . o
listing         willow  . . . . o o . . . . . . . o . . o o
listing         beacon  . . . . . . . . . . . . . . o .
child-new       rowan   . o o o o o . . . . . . . . . .
child-new       willow  . . . . o o . . . . . . . . . .
child-new       beacon  . . . . . . . . . . . . . . o .
particulars     rowan   . o o o o o . . . . . . . . . .
particulars     willow  . . . . o o . . . . . . . . . .
particulars     beacon  . . . . . . . . . . . . . . o .
child-change    rowan   . o o o o o . . . . . . . . . .
child-change    willow  . . . . o o . . . . . . . . . .
child-change    beacon  . . . . . . . . . . . . . . o .
leaving         rowan   . o o o o o . . . . . . . . . .
leaving         willow  . . . . o o . . . . . . . . . .
leaving         beacon  . . . . . . . . . . . . . . o .
relative-new    rowan   . o o o o o . . . . . . . . . .
relative-new    willow  . . . . o o . . . . . . . . . .
relative-new    beacon  . . . . . . . . . . . . . . o .
relative-change rowan   . o o o o o . . . . . . . . . .
relative-change willow  . . . . o o . . . . . . . . . .
relative-change beacon  . . . . . . . . . . . . . . o .
involvement-new rowan   . o o o o o . . . . . . . . . .
involvement-new willow  . . . . o o . . . . . . . . . .
involvement-new beacon  . . . . . . . . . . . . . . o .
involvement-end rowan   . o o o o o . . . . . . . . . .
involvement-end willow  . . . . o o . . . . . . . . . .
involvement-end beacon  . . . . . . . . . . . . . . o .
agency-new      rowan   . o o o o o . . . . . . . . . .
agency-new      willow  . o o o o o . . . . . . . . . .
agency-new      beacon  . . . . . . . . . . . . . . o .
agency-change   rowan   . o o o o o . . . . . . . . . .
agency-change   willow  . o o o o o . . . . . . . . . .
agency-change   beacon  . . . . . . . . . . . . . . o .
agency-use      rowan   . o o o o o . . . . . . . . . .
agency-use      willow  . o o o o o . . . . . . . . . .
agency-use      beacon  . . . . . . . . . . . . . . o .
professional-change rowan   . o o o o o . . . . . . . . . .
professional-change willow  . o o o o o . . . . . . . . . .
professional-change beacon  . . . . . . . . . . . . . . o .
going-live      rowan   . . o o o . . . . . . . . . . .
going-live      willow  . . . . o . . . . . . . . . . .
going-live      beacon  . . . . . . . . . . . . . . o .
second-person   rowan   . . o o o . . . . . . . . . . .
second-person   willow  . . . . o . . . . . . . . . . .
second-person   beacon  . . . . . . . . . . . . . . o .
second-person-end rowan   . . f f f . . . . . . . . . . .
second-person-end willow  . . . . f . . . . . . . . . . .
second-person-end beacon  . . . . . . . . . . . . . . f .
on-call         rowan   . . o o o . . . . . . . . . . .
on-call         willow  . . . . o . . . . . . . . . . .
on-call         beacon  . . . . . . . . . . . . . . o .
rules-to-review rowan   . . . . . . o . . . . . . . . .
rules-to-review willow  . . . . . . o . . . . . . . . .
rules-to-review beacon  . . . . . . . . . . . . . . . .
rule-review     rowan   . . . . . . o . . . . . . . . .
rule-review     willow  . . . . . . o . . . . . . . . .
rule-review     beacon  . . . . . . . . . . . . . . . .
emergency-end   rowan   f . f f f . f . . . . . . . . .
emergency-end   willow  . . . . f . f . . . . . . f . .
emergency-end   beacon  . . . . . . . . . . . . . . f .
emergency-review rowan   . . o o o . o . . . . . . . . .
emergency-review willow  . . . . o . o . . . . . . . . .
emergency-review beacon  . . . . . . . . . . . . . . x .
person rowan  . . . . . . . o . . . . . . . .
person willow . . . . . . . o . . . . . . . .
person beacon . . . . . . . . . . . . . . . .
person-appoint rowan  . . . . . . . o . . . . . . . .
person-appoint willow . . . . . . . o . . . . . . . .
person-appoint beacon . . . . . . . . . . . . . . . .
person-telephone rowan  . . . . . . . o . . . . . . . .
person-telephone willow . . . . . . . o . . . . . . . .
person-telephone beacon . . . . . . . . . . . . . . . .
person-training rowan  . . . . . . . o . . . . . . . .
person-training willow . . . . . . . o . . . . . . . .
person-training beacon . . . . . . . . . . . . . . . .
invite rowan  . . . . . . . o . . . . . . . .
invite willow . . . . . . . o . . . . . . . .
invite beacon . . . . . . . . . . . . . . . .
recovery-start rowan  . . o o o . . o . . . . . . . .
recovery-start willow . . . . o . . o . . . . . . . .
recovery-start beacon . . . . . . . . . . . . . . . .
recovery rowan  . . o o o . . o . . . . . . . .
recovery willow . . . . o . . o . . . . . . . .
recovery beacon . . . . . . . . . . . . . . . .
recovery-code rowan  . . f . . . . . . . . . . . . .
recovery-code willow . . . . f . . . . . . . . . . .
recovery-code beacon . . . . . . . . . . . . . . . .
person-suspend rowan  . . . . . . . o . . . . . . . .
person-suspend willow . . . . . . . o . . . . . . . .
person-suspend beacon . . . . . . . . . . . . . . . .
person-unlink rowan  . . . . . . . f . . . . . . . .
person-unlink willow . . . . . . . f . . . . . . . .
person-unlink beacon . . . . . . . . . . . . . . . .
person-lift rowan  . . . . . . . f . . . . . . . .
person-lift willow . . . . . . . f . . . . . . . .
person-lift beacon . . . . . . . . . . . . . . . .
appointment-end rowan  . . . . . . . o . . . . . . . .
appointment-end willow . . . . . . . o . . . . . . . .
appointment-end beacon . . . . . . . . . . . . . . . .
appointment-move rowan  . . . . . . . o . . . . . . . .
appointment-move willow . . . . . . . o . . . . . . . .
appointment-move beacon . . . . . . . . . . . . . . . .
home-details rowan  . . . . . . . o . . . . . . . .
home-details willow . . . . . . . o . . . . . . . .
home-details beacon . . . . . . . . . . . . . . . .
home-on-call rowan  . . . . . . . o . . . . . . . .
home-on-call willow . . . . . . . o . . . . . . . .
home-on-call beacon . . . . . . . . . . . . . . . .
role-answer rowan  . . o . o . . o . . . . . . . .
role-answer willow . . . . o . . o . . . . . . . .
role-answer beacon . . . . . . . . . . . . . . o .
home-close rowan  . . . . . . . o . . . . . . . .
home-close willow . . . . . . . o . . . . . . . .
home-close beacon . . . . . . . . . . . . . . . .
role-withdraw rowan  . . . . . . . . . . . . . . . .
role-withdraw willow . . . . . . . . . . . . . . . .
role-withdraw beacon . . . . . . . . . . . . . . . .
visit-end       rowan   . f f f f . f . . . . . . . . .
visit-end       willow  . . . . f . f . . . . . . . . .
visit-end       beacon  . . . . . . . . . . . . . . f .
visit-extend    rowan   . f f f f . f . . . . . . . . .
visit-extend    willow  . . . . f . f . . . . . . . . .
visit-extend    beacon  . . . . . . . . . . . . . . f .
visit-code-new  rowan   . o o o o . o . . . . . . . . .
visit-code-new  willow  . . . . o . o . . . . . . . . .
visit-code-new  beacon  . . . . . . . . . . . . . . o .
visit-receipt   rowan   . o o o o . o . . . . . . . . .
visit-receipt   willow  . . . . o . o . . . . . . . . .
visit-receipt   beacon  . . . . . . . . . . . . . . o .
"""

# Only a form sent there does anything; opening the address is refused with 405.
ONLY_SENT = frozenset(
    {
        "already-gone",
        "completion",
        "answer",
        "emergency-end",
        "escalate",
        "everyday-renewal",
        "recovery-code",
        "second-person-end",
        "visit-code-new",
        "visit-end",
        "visit-extend",
    }
)

# Sign-in and what goes with it: guarded by the sign-in package, open to all or to one's own self.
ACCOUNT = frozenset(
    {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_inactive",
        "account_reauthenticate",
        "usersessions_list",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
    }
)

# Where somebody who has no password yet begins, with a code; and how long a session lasts still,
# which is nothing for whoever has none.
PUBLIC = frozenset({"invitation", "directory", "directory-callback", "time-left"})

# Whose child a list names, and has it written down: (r)owan, (w)illow, (b)oth of these, bea(c)on.
NAMED = """
                 a b m d r s d a n i i l v b o p m e
                 s e a e u a a d e v a e i r t e o v
home             r r r r b b b . . . . . . w c . w w
guide-start      r r r r b b . . . . . . . w c . w b
everyday         r r r r b b . . . . . . . w c . w w
drafts           . r r r b . . . . . . . . . . . . .
register         r . r r b b b . . r . . . w c . . .
approval-queue   . . r r b b . . . . . . . . c b . .
advice-asked     . . r . w . . . . . . . . . . . . .
follow-ups       . . r r b b b . . . . . . . c . . .
children         r r r r b b b . . r . . . w c . w w
"""
HOMES_OF = {
    "r": frozenset({"rowan"}),
    "w": frozenset({"willow"}),
    "b": frozenset({"rowan", "willow"}),
    "c": frozenset({"beacon"}),
    ".": frozenset(),
}

STATUSES = {"o": 200, "f": 302, "x": 403, ".": 404}


def expected_lists() -> dict[str, dict[str, str]]:
    """By page: each person's letter."""
    return letters_by_page(LISTS)


def letters_by_page(table: str) -> dict[str, dict[str, str]]:
    return {name: _letters(rest) for name, *rest in _lines(table)}


def expected_children(page: str, name: str) -> frozenset[str]:
    """The places whose child this list names to this person."""
    lines = {page: _letters(rest) for page, *rest in _lines(NAMED)}
    return HOMES_OF[lines.get(page, {}).get(name, ".")]


def expected_things() -> dict[tuple[str, str], dict[str, str]]:
    """By page and place: each person's letter."""
    return by_thing(THINGS)


def by_thing(table: str) -> dict[tuple[str, str], dict[str, str]]:
    return {(name, place): _letters(rest) for name, place, *rest in _lines(table)}


def _lines(table: str) -> list[list[str]]:
    lines = [line.split() for line in table.strip("\n").splitlines()]
    return [line for line in lines if len(line[0]) > 1]


def _letters(letters: list[str]) -> dict[str, str]:
    assert len(letters) <= len(PEOPLE)
    return dict(zip_longest(PEOPLE, letters, fillvalue="."))
