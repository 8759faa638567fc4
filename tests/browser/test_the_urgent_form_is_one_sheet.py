"""The urgent paper form lies beside the telephone: one sheet, however many numbers there are."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from children.models import Agency
from decisions.policy.terms import AgencyType
from infoshare.organisation.models import Appointment, Provider

A_PAGE = re.compile(rb"/Type\s*/Page[^s]")


def test_it_prints_on_one_sheet_of_a4(
    page: Page,
    live_server: LiveServer,
    signed_in: Callable[..., Client],
    asha: Appointment,
    meadowbank: Provider,
) -> None:
    for number in range(6):
        Agency.objects.create(
            provider=meadowbank,
            agency_type=AgencyType.LA_AREA.value,
            name=f"Northmere and Eastmere Borough Council {number}",
            number=f"01632 96010{number}",
        )
    cookie = signed_in(asha).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.goto(live_server.url + reverse("paper", args=["urgent"]))
    assert "01632 960105" in page.content()
    assert len(A_PAGE.findall(page.pdf(format="A4"))) == 1
