"""How a page names the device of a session."""

from __future__ import annotations

from django import template

from infoshare.access.sign_in.devices import device_in_words

register = template.Library()
register.filter("device_in_words", device_in_words)
