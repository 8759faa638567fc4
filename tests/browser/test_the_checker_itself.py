"""The accessibility checker sees a fault when there is one, and none when there is none."""

from collections.abc import Callable

from playwright.sync_api import Page

Faults = Callable[[Page], list[str]]
SOUND = """<!doctype html><html lang="en"><title>Sound</title>
<main><h1>Sound</h1><label>Name <input></label></main>"""


def test_it_finds_a_field_without_a_name(page: Page, accessibility_faults: Faults) -> None:
    page.set_content(SOUND.replace("<label>Name <input></label>", "<input>"))
    assert any(fault.startswith("label (critical)") for fault in accessibility_faults(page))


def test_it_finds_nothing_wrong_with_a_sound_page(page: Page, accessibility_faults: Faults) -> None:
    page.set_content(SOUND)
    assert accessibility_faults(page) == []
