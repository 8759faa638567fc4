"""Which parts the site is made of, what every request passes, and how pages are drawn."""

from .mode import BASE_DIR

INSTALLED_APPS = [
    "infoshare.common",
    "infoshare.organisation",
    "infoshare.access",
    "infoshare.ledger",
    "infoshare.demo",
    "children",
    "decisions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "auditlog",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    # Outside all others, so that every answer is counted and carries every header.
    "infoshare.common.metrics.MeasuringMiddleware",
    "infoshare.common.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "infoshare.common.methods.MethodsMiddleware",
    "infoshare.common.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # A session that is over is nobody's, before anything else is asked of it.
    "infoshare.access.sessions.middleware.SittingMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    # Last, so that it knows who is signed in: denies every view that names no permission.
    "infoshare.access.middleware.AccessMiddleware",
    # Inside it, so that whom somebody reaches is asked once: PostgreSQL shows the rows of their
    # homes, and of no other.
    "infoshare.access.wall.middleware.WallMiddleware",
    # Inside it, so that whom somebody reaches is known: no page about a child without a line
    # that says who saw it.
    "infoshare.access.reads.middleware.ReadsMiddleware",
]

ROOT_URLCONF = "infoshare.urls"
WSGI_APPLICATION = "infoshare.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "infoshare.access.context.page",
                "decisions.advice.context.waiting",
            ]
        },
    }
]
# Widgets are looked up in templates/ too, so that the house pack may draw them.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "house"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("house",)
# Large enough for a long account of a concern, small enough that a flood is refused early.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# A cookie would carry the message's text; the session keeps it in the database.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
