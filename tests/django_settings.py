"""The product's own settings, in development mode, with what only tests may change."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["INFOSHARE_MODE"] = "development"
for name in ("DEBUG", "DATABASE_OWNER_URL", "SECRET_KEY", "ALLOWED_HOSTS", "INFOSHARE_DATA_DIR"):
    os.environ.pop(name, None)

from infoshare.settings import *  # noqa: E402, F403
from infoshare.settings import DATABASES, ON_SQLITE  # noqa: E402


def folder_in_memory() -> Path:
    """Return a new folder for test files, in memory where there is room for that."""
    shared_memory = Path("/dev/shm")
    parent = shared_memory if os.access(shared_memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="infoshare-tests-", dir=parent))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


TEST_FOLDER = folder_in_memory()
if ON_SQLITE:
    # A real file, so that each thread has its own connection and the locks are those of real life.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_FOLDER / "test.sqlite3")}
INFOSHARE_LEDGER_KEY_FILE = TEST_FOLDER / "test.ledger-key"

# Strong hashes are slow on purpose, and every test signs in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
