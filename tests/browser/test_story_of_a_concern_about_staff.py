"""A concern about staff, in a real browser: two people at once, and one of them sees nothing."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child, Professional
from decisions.models.standing import Standing, standing
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories.test_a_concern_names_a_member_of_staff import (
    answers_it,
    finds_nothing,
    is_told_where_it_goes,
    tells_who_asked,
)
from tests.stories.test_a_concern_names_a_member_of_staff import (
    lado as lado,
)


def test_nothing_changes_for_whoever_is_named_while_somebody_above_answers(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    nell: Appointment,
    kit: Child,
    social_worker: Professional,
    lado: Agency,
) -> None:
    ruth.user.telephone = "01632 960140"
    ruth.user.save()
    manager, author = at_phone(maya).open("/approval/"), at_phone(asha)
    before = manager.content

    of_maya = tells_who_asked(author, "Maya Okoro")
    is_told_where_it_goes(author, "Ruth Adeyemi", "01632 960140")
    assert manager.open("/approval/").content == before
    above = at_phone(ruth)
    answers_it(above, of_maya, "Maya Okoro")
    assert standing(of_maya) is Standing.AGREED
    finds_nothing(manager, of_maya)

    before = above.open("/approval/").content
    of_ruth = tells_who_asked(author, "Ruth Adeyemi")
    assert above.open("/approval/").content == before
    answers_it(at_phone(nell), of_ruth, "Ruth Adeyemi")
    assert standing(of_ruth) is Standing.AGREED
    finds_nothing(above, of_ruth)
