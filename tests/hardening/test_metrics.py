"""Numbers for monitoring stand on this machine alone and name nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.test import Client

from infoshare.common import metrics
from infoshare.organisation.models import Appointment

LINE = re.compile(r'^(# TYPE \w+ \w+|infoshare_\w+({(kind|le)="[\w.+]+"})? [\d.]+)$')


@pytest.mark.django_db
def test_the_site_itself_shows_no_numbers(
    maya: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    for path in ("/metrics", "/metrics/", "/healthz", "/status", "/debug/"):
        assert signed_in(maya).get(path).status_code == 404


def test_each_answer_is_counted_by_its_kind_and_time() -> None:
    measures = metrics.Measures()
    for status, seconds in ((200, 0.01), (302, 0.2), (404, 0.3), (500, 60.0), (200, 0.02)):
        measures.add(status, seconds)
    text = measures.as_text()
    assert 'answers_total{kind="2xx"} 2' in text
    assert 'answers_total{kind="5xx"} 1' in text
    assert 'bucket{le="0.05"} 2' in text
    assert 'bucket{le="10.0"} 4' in text
    assert 'bucket{le="+Inf"} 5' in text
    assert all(LINE.match(line) for line in text.splitlines())


@pytest.mark.django_db
def test_a_page_is_counted_and_not_named(
    maya: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    before = metrics.measures.as_text()
    signed_in(maya).get("/children/?q=Marrowbone")
    after = metrics.measures.as_text()
    assert after != before
    assert all(LINE.match(line) for line in after.splitlines())


def test_they_are_shown_on_this_machine_alone() -> None:
    server = metrics.serve(0)
    assert server is not None
    try:
        host, port = server.server_address[:2]
        assert host == "127.0.0.1"
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert b"infoshare_answers_total" in answer.read()
        with pytest.raises(HTTPError) as refused, urlopen(f"http://127.0.0.1:{port}/other"):
            pass
        refused.value.close()
        assert refused.value.code == 404
        assert metrics.serve(port) is None
    finally:
        server.shutdown()
        server.server_close()
