"""The test runner: where PostgreSQL is asked for, it starts one of its own in a temporary folder.

As any user but root, whom PostgreSQL refuses: root hands over to `postgres` or `nobody`.
"""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

from django.conf import settings
from django.db import connections
from django.test.runner import DiscoverRunner


class Runner(DiscoverRunner):
    server = None

    def setup_databases(self, **kwargs):
        if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
            self.server = Server()
            for alias in connections:
                connections[alias].settings_dict["HOST"] = str(self.server.folder)
        return super().setup_databases(**kwargs)

    def teardown_databases(self, old_config, **kwargs):
        super().teardown_databases(old_config, **kwargs)
        connections.close_all()
        if self.server:
            self.server.stop()
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


class Server:
    def __init__(self):
        self.bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="korrigo-postgres-"))
        self.user = {}
        if os.getuid() == 0:
            names = {entry.pw_name for entry in pwd.getpwall()}
            user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.run("initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-o", options, "-l", self.folder / "log", "start")

    def run(self, command, *arguments):
        subprocess.run(
            [self.bin / command, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self.user
        )

    def stop(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
