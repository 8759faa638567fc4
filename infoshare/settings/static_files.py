"""Where style sheets and scripts lie, and by which names they are served."""

from .environment import text
from .mode import BASE_DIR, IN_PRODUCTION

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = text("INFOSHARE_STATIC_ROOT") or str(BASE_DIR / "staticfiles")
# Outside production files are served where they lie, so that one command starts everything.
WHITENOISE_USE_FINDERS = not IN_PRODUCTION
WHITENOISE_AUTOREFRESH = not IN_PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IN_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
