"""The box's settings for tests: a folder that goes, no pause between requests, and this machine as the home network."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="newsbox-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["NEWSBOX_HOME"] = _home
os.environ.setdefault("NEWSBOX_TIME_ZONE", "UTC")
os.environ["NEWSBOX_ALLOW_NETWORKS"] = "127.0.0.0/8"
os.environ["NEWSBOX_PAUSE"] = "0"
for _name in ("NEWSBOX_ADDRESS", "NEWSBOX_HOSTS", "NEWSBOX_INTERVAL", "NEWSBOX_CONTACT"):
    os.environ.pop(_name, None)

from newsbox.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
