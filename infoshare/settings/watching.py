"""What those who run the site may see of it: numbers, the trail and the log."""

from .environment import whole_number

# The port of this machine, and of no other, on which numbers for monitoring are shown; 0 for none.
METRICS_PORT = whole_number("INFOSHARE_METRICS_PORT", 0, least=0, most=65_535)


# auditlog believes X-Forwarded-For, which any visitor can send.
AUDITLOG_DISABLE_REMOTE_ADDR = True
# It would also store whatever text a visitor sends as a correlation id.
AUDITLOG_CID_HEADER = None
# Its own masking hides only half of a value.
AUDITLOG_MASK_CALLABLE = "infoshare.common.text.mask_whole_value"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "infoshare.common.logs.LineFormatter"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "infoshare": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
    },
}
