"""A concern that names somebody who works here: whom it names, whom to ring, who must be told.

Whoever is named has no part in it (law and practice reference, 9.2): it goes to the responsible
individual and to the designated officer of the council (LADO), and to the nominated alternate
where the responsible individual is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from children.models import Agency
from decisions.models import Disclosure, Draft, NamedStaff, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import AgencyType, ReviewStage
from decisions.recording.approvers import approvers
from decisions.recording.heard import naming_others, not_under_it_or_beside
from decisions.recording.reading import SealedDecision
from infoshare.access.on_call import is_on_call
from infoshare.organisation.models import Home, User

Contact = dict[str, str]


@dataclass(frozen=True)
class Concern:
    """What a page about such a record shows beside it.

    `lado` is empty once a record says that the LADO was told; `on_call` replaces the number on
    call where whoever is on call is named, else it is None.
    """

    answers_next: str
    lado: list[Contact]
    on_call: Contact | None


def concern_of(decision: SharingDecision, sealed: SealedDecision) -> Concern | None:
    """Who answers, whom to ring and who must be told; None where it names nobody who works here."""
    if not decision.names_staff:
        return None
    above = approvers(decision, ReviewStage.FIRST)
    lado = lado_of(decision.home)
    return Concern(
        answers_next=above[0].signature if above else "",
        lado=[] if lado_told(decision, sealed.answers) else lado,
        on_call=_instead_of_on_call(decision, sealed, [one.user for one in above], lado),
    )


def named_before(draft: Draft) -> list[User]:
    """Those whom the records name that this draft completes, follows, stands beside or refiles."""
    earlier = (draft.completes_id, draft.follows_id, draft.beside_id, draft.refiles_id)
    rows = NamedStaff.objects.filter(decision__in=[one for one in earlier if one is not None])
    people = {row.person_id: row.person for row in rows.select_related("person")}
    return sorted(people.values(), key=lambda one: one.name)


def naming_the_same(answers: Answers, *earlier: SharingDecision | None) -> Answers:
    """The answers with everybody in them whom these records name."""
    found = NamedStaff.objects.filter(decision__in=[one for one in earlier if one is not None])
    people: list[UUID] = [*answers.concern.staff, *found.values_list("person", flat=True)]
    staff = tuple(dict.fromkeys(people))
    if staff == answers.concern.staff:
        return answers
    return answers.changed(concern=answers.concern.changed(staff=staff))


def lado_of(home: Home) -> list[Contact]:
    """The designated officers in the provider's directory, with the numbers that are held."""
    rows = Agency.objects.in_use().filter(
        provider=home.provider_id, agency_type=AgencyType.LADO.value
    )
    found = [{"name": row.name, "number": row.number} for row in rows.order_by("name")]
    unknown = {
        "name": "The designated officer (LADO)",
        "number": "",
        "note": "We hold no number. Ring the council’s social workers, and ask for the LADO.",
    }
    return found or [unknown]


def lado_told(decision: SharingDecision, answers: Answers) -> bool:
    """Does a record say that the LADO was told?

    This one, by what it says or by what left; one that completes or follows it, or that it
    completes or follows; or another about this child, of what left since it happened. Not one
    that names somebody whom this one does not: that is another concern, and whoever it names,
    who may read this one, must not learn of it.
    """
    if answers.concern.already_reported.strip():
        return True
    named = NamedStaff.objects.filter(decision=decision)
    since = Q(decision__child=decision.child_id, shared_at__gte=decision.occurred_at)
    since &= ~Q(Exists(naming_others(named)))
    linked = Q(decision=decision) | Q(decision__completes=decision) | Q(decision__follows=decision)
    earlier = [one for one in (decision.completes_id, decision.follows_id) if one is not None]
    told = Disclosure.objects.filter(recipient_type=AgencyType.LADO.value)
    return told.filter(since | linked | Q(decision__in=earlier)).exists()


def unknown_to_the_lado(records: QuerySet[SharingDecision]) -> QuerySet[SharingDecision]:
    """Of these records, the concerns that name staff where nothing that left reached the LADO.

    The same question as `lado_told`, asked of many records at once.
    """
    named = NamedStaff.objects.filter(decision=OuterRef(OuterRef("pk")))
    told = Disclosure.objects.filter(recipient_type=AgencyType.LADO.value)
    since = told.filter(decision__child=OuterRef("child"), shared_at__gte=OuterRef("occurred_at"))
    return records.filter(
        not_under_it_or_beside(told),
        ~Exists(since.filter(~Exists(naming_others(named)))),
        names_staff=True,
        reported_before=False,
    )


def _instead_of_on_call(
    decision: SharingDecision, sealed: SealedDecision, above: list[User], lado: list[Contact]
) -> Contact | None:
    """Whom to ring where the person on call is named, or is its author: who answers, else the
    LADO, else 999.
    """
    home = decision.home
    named = _is_named(home.on_call_name, home.on_call_number, sealed)
    if not named and not is_on_call(home, decision.author.user):
        return None
    for person in above:
        if person.telephone.strip():
            return {"name": person.name, "number": person.telephone}
    held = next((one for one in lado if one["number"]), None)
    return held or {"name": "In danger, ring", "number": "999"}


def _is_named(name: str, number: str, sealed: SealedDecision) -> bool:
    """Is this person among those named? By name, by words, or by the telephone on the account."""
    on_call, in_words = name.casefold().strip(), sealed.answers.concern.staff_in_words.casefold()
    named = {one.casefold().strip() for one in sealed.named_staff}
    if on_call and (on_call in named or on_call in in_words):
        return True
    numbers = User.objects.filter(pk__in=sealed.answers.concern.staff).values_list(
        "telephone", flat=True
    )
    return _digits(number) in {_digits(one) for one in numbers if _digits(one)}


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
