# Sourced: the Alembic and SQLAlchemy of other Debian releases, unpacked below .build. Before it: tools/bazel.sh.
#
#   fetch_release trixie && PYTHONPATH=$(release_path trixie) python3 ...

# Pure Python, so that Debian 12's interpreter runs them; what else they need is the same in all releases.
release_packages="python3-alembic python3-sqlalchemy python3-typing-extensions"

release_path() {
  echo "$built/debian-$1/root/usr/lib/python3/dist-packages"
}

# apt-get, with sources and state of its own in a folder.
apt_in() {
  folder=$1
  shift
  apt-get -qq -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State="$folder/state" \
    -o Dir::State::status=/dev/null -o Dir::Cache="$folder/cache" -o Dir::Etc::preferencesparts=/dev/null \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}

# Unpacks a release's packages, once; says so and fails when they cannot be had.
fetch_release() {
  release=$built/debian-$1
  if [ -e "$release/complete" ]; then return; fi
  rm -rf "$release"
  mkdir -p "$release/state/lists/partial" "$release/cache/archives/partial" "$release/packages" "$release/root"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $1 main" \
    >"$release/sources.list"
  if apt_in "$release" update && (cd "$release/packages" && apt_in "$release" download $release_packages) &&
    for package in "$release"/packages/*.deb; do dpkg-deb -x "$package" "$release/root" || return 1; done; then
    rm -rf "$release/state" "$release/cache"
    touch "$release/complete"
  else
    echo "retort: the packages of Debian $1 cannot be had: nothing was compared with them" >&2
    return 1
  fi
}
