"""Mail leaves only where a server for it is named. No mail holds anything about a child."""

from email.utils import parseaddr

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from .environment import flag, text, whole_number
from .mode import IN_PRODUCTION


def mail_host() -> str:
    """Return the name of the mail server; nothing where no mail is to leave."""
    host = text("INFOSHARE_MAIL_HOST")
    if any(sign in host for sign in "/@ ") or host.count(":") == 1:
        raise ImproperlyConfigured(
            "INFOSHARE_MAIL_HOST must be the name of a mail server alone, such as "
            "mail.example.org. Its port goes into INFOSHARE_MAIL_PORT."
        )
    return host


def sender() -> str:
    """Return the address that mails come from."""
    given = text("INFOSHARE_MAIL_FROM", "" if IN_PRODUCTION and EMAIL_HOST else _NOBODY)
    try:
        validate_email(parseaddr(given)[1])
    except ValidationError as error:
        raise ImproperlyConfigured(
            "INFOSHARE_MAIL_FROM must be the address that mails come from, such as "
            "infoshare@example.org."
        ) from error
    return given


def refuse_half_an_account() -> None:
    """A name without its password signs in to no server; a password is not sent in the open."""
    if bool(EMAIL_HOST_USER) != bool(EMAIL_HOST_PASSWORD):
        raise ImproperlyConfigured(
            "INFOSHARE_MAIL_USER and INFOSHARE_MAIL_PASSWORD go together: set both or neither."
        )
    if EMAIL_HOST_PASSWORD and IN_PRODUCTION and not EMAIL_USE_TLS:
        raise ImproperlyConfigured(
            "INFOSHARE_MAIL_TLS=false would send INFOSHARE_MAIL_PASSWORD in the open. Remove one "
            "of the two."
        )


_NOBODY = "infoshare@localhost"
EMAIL_HOST = mail_host()
EMAIL_PORT = whole_number("INFOSHARE_MAIL_PORT", 587, least=1, most=65_535)
EMAIL_HOST_USER = text("INFOSHARE_MAIL_USER")
EMAIL_HOST_PASSWORD = text("INFOSHARE_MAIL_PASSWORD")
EMAIL_USE_TLS = flag("INFOSHARE_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = sender()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
refuse_half_an_account()
