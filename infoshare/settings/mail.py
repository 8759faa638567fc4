"""Mail leaves only where a server for it is named. No mail holds anything about a child."""

from .environment import flag, text, whole_number

EMAIL_HOST = text("INFOSHARE_MAIL_HOST")
EMAIL_PORT = whole_number("INFOSHARE_MAIL_PORT", 587, least=1, most=65_535)
EMAIL_HOST_USER = text("INFOSHARE_MAIL_USER")
EMAIL_HOST_PASSWORD = text("INFOSHARE_MAIL_PASSWORD")
EMAIL_USE_TLS = flag("INFOSHARE_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("INFOSHARE_MAIL_FROM", "infoshare@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
