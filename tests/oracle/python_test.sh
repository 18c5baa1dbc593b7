#!/bin/sh
# Debian's own Python, which has Debian's Alembic; another one may come first in PATH.
exec /usr/bin/python3 "$@"
