"""Nonsense in the environment is refused before anything starts, in a sentence that helps."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STRONG_KEY = "3vKqT9wZr7LxYb2NcJ8mHd5sFg4pQa6uEoWiRt1yUzXkVj0hBn_MlCe"
PRODUCTION = {
    "INFOSHARE_MODE": "production",
    "SECRET_KEY": STRONG_KEY,
    "ALLOWED_HOSTS": "records.example.org",
    "INFOSHARE_DATA_DIR": "/srv/infoshare",
    "INFOSHARE_LEDGER_KEY_FILE": "/srv/keys/ledger",
}
DEVELOPMENT = {"INFOSHARE_MODE": "development"}
ACCOUNT = {"INFOSHARE_MAIL_USER": "us", "INFOSHARE_MAIL_PASSWORD": "hidden"}
DIRECTORY = {
    "INFOSHARE_OIDC_ISSUER": "https://id.example.org",
    "INFOSHARE_OIDC_CLIENT_ID": "infoshare",
    "INFOSHARE_OIDC_SECRET_FILE": os.devnull,
}
SHOW = """
import json, os, sys
sys.argv = json.loads(os.environ["ARGUMENTS"])
from django.core.exceptions import ImproperlyConfigured
try:
    import infoshare.settings as settings
except ImproperlyConfigured as error:
    print(json.dumps({"refused": str(error)}))
else:
    print(json.dumps({n: getattr(settings, n) for n in dir(settings) if n.isupper()}, default=str))
"""


def read_settings(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """Read the settings in a new process with this environment and nothing else."""
    result = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "ARGUMENTS": json.dumps(["manage.py", *arguments]),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    settings: dict[str, Any] = json.loads(result.stdout)
    return settings


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"INFOSHARE_MODE": "staging"}, "INFOSHARE_MODE must be production, development or demo"),
        ({"DEBUG": "true"}, "production mode refuses it"),
        ({"DEBUG": "perhaps"}, "DEBUG must be true or false, not 'perhaps'"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": STRONG_KEY[:49]}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": f"django-insecure-{STRONG_KEY}"}, "SECRET_KEY is weak"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name each address"),
        ({"INFOSHARE_DATA_DIR": ""}, "Set DATABASE_URL for PostgreSQL"),
        ({"INFOSHARE_LEDGER_KEY_FILE": ""}, "INFOSHARE_LEDGER_KEY_FILE is missing"),
        ({"INFOSHARE_TIME_ZONE": "Europe/Londn"}, "INFOSHARE_TIME_ZONE must be the name"),
        ({"INFOSHARE_SESSION_HOURS": "0"}, "INFOSHARE_SESSION_HOURS must be a whole number"),
        ({"INFOSHARE_SESSION_HOURS": "12h"}, "INFOSHARE_SESSION_HOURS must be a whole number"),
        ({"INFOSHARE_SESSION_HOURS": "1000"}, "INFOSHARE_SESSION_HOURS must be a whole number"),
        ({"INFOSHARE_SQLITE_JOURNAL": "off"}, "INFOSHARE_SQLITE_JOURNAL: a journal mode is"),
        ({"INFOSHARE_BEHIND_TLS_PROXY": "1"}, "INFOSHARE_BEHIND_TLS_PROXY must be true or false"),
        ({"SECRET_KEY_FALLBACKS": f"{STRONG_KEY},short"}, "SECRET_KEY_FALLBACKS holds a weak key"),
        ({"ALLOWED_HOSTS": "https://records.example.org"}, "ALLOWED_HOSTS holds names alone"),
        ({"INFOSHARE_IDLE_MINUTES_SHARED": "4"}, "SHARED must be a whole number from 5 to 30"),
        ({"INFOSHARE_IDLE_MINUTES_SHARED": "31"}, "SHARED must be a whole number from 5 to 30"),
        ({"INFOSHARE_IDLE_MINUTES_OWN": "-5"}, "OWN must be a whole number from 5 to 60"),
        ({"INFOSHARE_IDLE_MINUTES_OWN": "9" * 5000}, "OWN must be a whole number from 5 to 60"),
        ({"INFOSHARE_IDLE_MINUTES_SHARED": "20"}, "OWN must not be less than"),
        ({"INFOSHARE_MAIL_HOST": "smtp://mail.example.org"}, "the name of a mail server alone"),
        ({"INFOSHARE_MAIL_HOST": "mail.example.org:25"}, "the name of a mail server alone"),
        ({"INFOSHARE_MAIL_PORT": "65536"}, "INFOSHARE_MAIL_PORT must be a whole number"),
        ({"INFOSHARE_MAIL_HOST": "mail.example.org"}, "INFOSHARE_MAIL_FROM must be the address"),
        ({"INFOSHARE_MAIL_FROM": "us\nBcc: all@there"}, "INFOSHARE_MAIL_FROM must be the address"),
        ({"INFOSHARE_MAIL_USER": "us"}, "set both or neither"),
        (ACCOUNT | {"INFOSHARE_MAIL_TLS": "false"}, "INFOSHARE_MAIL_TLS=false would send"),
        ({"INFOSHARE_MAIL_TLS": "1"}, "INFOSHARE_MAIL_TLS must be true or false"),
        ({"INFOSHARE_METRICS_PORT": "-1"}, "INFOSHARE_METRICS_PORT must be a whole number"),
        (
            {"INFOSHARE_OIDC_ISSUER": "https://id.example.org"},
            "also needs INFOSHARE_OIDC_CLIENT_ID",
        ),
        (DIRECTORY | {"INFOSHARE_OIDC_ISSUER": "http://id.example.org"}, "must begin with https"),
        (DIRECTORY | {"INFOSHARE_OIDC_SECRET_FILE": "/nowhere"}, "SECRET_FILE cannot be read"),
        (DIRECTORY, "INFOSHARE_OIDC_SECRET_FILE is empty"),
    ],
)
def test_production_refuses(change: dict[str, str], sentence: str) -> None:
    refusal = read_settings(PRODUCTION | change)["refused"]
    assert sentence in refusal
    assert len(refusal) < 200
    assert "hidden" not in refusal


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "mysql://user:hidden@host/name",
        "postgres://user:hidden@host:port/name",
        "postgres://user:hidden@host/",
        "sqlite://",
        "sqlite://:memory:",
        "postgres:host/name",
    ],
)
def test_a_malformed_database_address_is_refused_and_its_password_not_repeated(
    address: str,
) -> None:
    refusal = read_settings(PRODUCTION | {"DATABASE_URL": address})["refused"]
    assert "DATABASE_URL cannot be read" in refusal
    assert "hidden" not in refusal


def test_an_empty_environment_means_production_and_is_refused() -> None:
    assert "SECRET_KEY is missing" in read_settings({})["refused"]


def test_production_with_everything_named_starts() -> None:
    settings = read_settings(PRODUCTION)
    assert settings["DEBUG"] is False
    assert settings["DATABASES"]["default"]["NAME"] == "/srv/infoshare/infoshare.sqlite3"
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert "Manifest" in settings["STORAGES"]["staticfiles"]["BACKEND"]
    assert settings["PASSWORD_HASHERS"][0].endswith("ScryptPasswordHasher")


def test_development_starts_from_nothing_and_may_debug() -> None:
    settings = read_settings(DEVELOPMENT | {"DEBUG": "true"})
    assert settings["DEBUG"] is True
    assert settings["DATABASES"]["default"]["NAME"] == str(ROOT / "infoshare.sqlite3")
    assert settings["INFOSHARE_LEDGER_KEY_FILE"] == str(ROOT / "infoshare.ledger-key")
    assert settings["SESSION_COOKIE_NAME"] == "infoshare-session"


def test_a_debug_that_nobody_asked_for_is_off() -> None:
    assert read_settings(DEVELOPMENT)["DEBUG"] is False


def test_the_demo_refuses_debug_and_every_database_but_its_own_file() -> None:
    demo = {"INFOSHARE_MODE": "demo"}
    assert "demo mode refuses it" in read_settings(demo | {"DEBUG": "true"})["refused"]
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        refusal = read_settings(demo | {name: "postgres://user@host/real"})["refused"]
        assert "only uses a file that it made itself" in refusal
    assert read_settings(demo)["DATABASES"]["default"]["NAME"] == str(ROOT / "demo.sqlite3")


def test_the_owner_migrates_and_the_application_serves() -> None:
    environment = DEVELOPMENT | {
        "DATABASE_URL": "postgres://served:p%40ss@database:5432/infoshare",
        "DATABASE_OWNER_URL": "postgres://owner@database/infoshare",
    }
    migrating = read_settings(environment, "migrate")["DATABASES"]["default"]
    serving = read_settings(environment, "runserver")["DATABASES"]["default"]
    assert migrating["USER"] == "owner"
    assert (serving["USER"], serving["PASSWORD"]) == ("served", "p@ss")
    assert serving["CONN_HEALTH_CHECKS"] is True
    assert serving["OPTIONS"]["connect_timeout"] == 5
    assert serving["ATOMIC_REQUESTS"] is False


def test_postgresql_is_reached_through_a_socket_folder() -> None:
    environment = DEVELOPMENT | {"DATABASE_URL": "postgres:////run/pg/infoshare?user=postgres"}
    database = read_settings(environment)["DATABASES"]["default"]
    assert (database["HOST"], database["NAME"]) == ("/run/pg", "infoshare")
    assert database["OPTIONS"]["user"] == "postgres"
