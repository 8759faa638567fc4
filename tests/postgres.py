"""A PostgreSQL server of one's own for the length of one command.

`python -m tests.postgres COMMAND...` makes a new cluster in a temporary folder, reachable through
a socket in that folder alone, runs the command with `DATABASE_URL` set, and takes all away again.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTALL_LINE = "PostgreSQL is not installed. On Debian or Ubuntu: apt-get install -y postgresql"
# Nothing of a test needs to outlive a power cut.
SERVER_OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=50"


def find_programs() -> Path:
    """Return the folder with initdb and pg_ctl, the newest release first.

    Stops with the line that installs them when there is none.
    """
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
        reverse=True,
    )
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise SystemExit(INSTALL_LINE)


def server_account() -> dict[str, Any]:
    """Return the subprocess arguments that leave root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server, yield its `DATABASE_URL`, and stop it and remove its files."""
    programs = find_programs()
    account = server_account()
    folder = Path(tempfile.mkdtemp(prefix="infoshare-pg-"))
    if account:
        os.chown(folder, account["user"], account["group"])
    folder.chmod(0o755)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            check=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **account,
        )

    cluster = str(folder / "cluster")
    try:
        run("initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(
            "pg_ctl", "start", "-w", "-D", cluster, "-l", str(folder / "log"),
            "-o", f"-k {folder} {SERVER_OPTIONS}",
        )  # fmt: skip
        try:
            run("createdb", "-h", str(folder), "-U", "postgres", "infoshare")
            yield f"postgres:///{folder}/infoshare?user=postgres"
        finally:
            run("pg_ctl", "stop", "-m", "immediate", "-D", cluster)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: Sequence[str]) -> int:
    """Run the command beside a server and return its exit code."""
    if not command:
        raise SystemExit(__doc__)
    # A stopped test run must still take its server away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running_server() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
