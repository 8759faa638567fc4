"""After signing out nothing of a child is left in a real browser, and no policy was broken."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories.test_a_child_tells_of_abuse_at_night import TOLD, shares_urgently

# What the console says as an error fails the test (see `at_phone`).
TELL = """document.addEventListener("securitypolicyviolation", one =>
    console.error(`${one.violatedDirective} was broken by ${one.blockedURI}`))"""
KEPT = """async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(one => one.name),
    ...(await caches.keys()),
    ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope),
]"""


def test_nothing_stays_after_a_record_was_made_read_and_signed_out_of(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    person = at_phone(asha)
    page = person.page
    page.context.add_init_script(TELL)
    record = shares_urgently(person)
    person.open(f"/records/{record.pk}/").sees(TOLD, "Kit Tolland")
    person.open(f"/children/{kit.pk}/").sees("Kit Tolland")
    page.locator("summary", has_text="Menu").press("Enter")
    person.press("Sign out")

    assert page.evaluate(KEPT) == []
    cookies = {one["name"] for one in page.context.cookies()}
    assert "infoshare-session" not in cookies
    for _ in range(3):
        page.go_back()
        assert "Kit" not in page.content()
        assert "Tolland" not in page.content()
    assert page.evaluate(KEPT) == []
