"""What a web server such as gunicorn calls."""

import logging
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from infoshare.common import sqlite

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infoshare.settings")

application = get_wsgi_application()

# Only now: it reads the models, which must be loaded first.
from infoshare.access.wall.policies import demand_policies  # noqa: E402
from infoshare.common import metrics  # noqa: E402
from infoshare.common.database_role import demand_role  # noqa: E402
from infoshare.common.triggers import demand_triggers  # noqa: E402

if settings.ON_SQLITE:
    logging.getLogger("infoshare").info(sqlite.start_up_line(settings.SQLITE_JOURNAL))

# A database that would let a sealed row be changed, or another home's be read, is not served.
demand_triggers()
demand_policies()
if settings.IN_PRODUCTION:
    demand_role()

if settings.METRICS_PORT:
    metrics.serve(settings.METRICS_PORT)
