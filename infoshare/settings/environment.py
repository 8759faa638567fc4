"""How a setting is read from the environment; nonsense is refused in one sentence."""

from django.core.exceptions import ImproperlyConfigured
from environ import Env

env = Env()
# Of more digits than this Python makes no number, and says so in words of its own.
_MOST_DIGITS = 12


def text(name: str, default: str = "") -> str:
    """Return a setting without the blanks around it."""
    return str(env.str(name, default=default)).strip()


def flag(name: str, default: bool) -> bool:
    """Return a setting that may only be true or false."""
    value = text(name, str(default)).lower()
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def whole_number(name: str, default: int, least: int, most: int) -> int:
    """Return a setting that is a whole number between two limits."""
    value = text(name, str(default))
    digits = value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
    if not (digits and least <= int(value) <= most):
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {least} to {most}, not {value[:40]!r}."
        )
    return int(value)


def names(name: str) -> list[str]:
    """Return a setting that is a list with commas, without its empty parts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]
