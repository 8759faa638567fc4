"""The language of every sentence, and the clock on every page."""

import zoneinfo

from django.core.exceptions import ImproperlyConfigured

from .environment import text

LANGUAGE_CODE = "en-gb"
# Django's own sentences follow en-gb; the product is written in one language.
USE_I18N = True
LANGUAGES = [("en-gb", "English")]
USE_TZ = True
TIME_ZONE = text("INFOSHARE_TIME_ZONE", "Europe/London")
if TIME_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(
        f"INFOSHARE_TIME_ZONE must be the name of a time zone such as Europe/London, "
        f"not {TIME_ZONE!r}."
    )
