#!/bin/sh
# The hook as Debian's pre-commit runs it: one staged file, and the whole history behind it.
set -eu
hooks=$(readlink -f "$1")
retort=$(readlink -f "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" PRE_COMMIT_HOME="$work/home" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$work/gitconfig"
git config --global user.name test
git config --global user.email test@example.com
git config --global init.defaultBranch main
mkdir -p "$work/bin" "$work/hook" "$work/project/alembic/versions"
ln -s "$retort" "$work/bin/retort"
export PATH="$work/bin:$PATH"

fail() {
  echo "FAILED: $1"
  cat "$work/out"
  exit 1
}

run_hook() { (cd "$work/project" && pre-commit try-repo "$work/hook" retort --color never --verbose "$@") >"$work/out" 2>&1; }

revision() { # file, id, parent
  cat >"$work/project/alembic/versions/$1" <<END
revision = "$2"
down_revision = $3


def upgrade():
    pass


def downgrade():
    pass
END
}

cp "$hooks" "$work/hook/.pre-commit-hooks.yaml"
git -C "$work/hook" init -q
git -C "$work/hook" add .
git -C "$work/hook" commit -qm hook
pre-commit validate-manifest "$work/hook/.pre-commit-hooks.yaml"

cd "$work/project"
git init -q
printf '[alembic]\nscript_location = alembic\n' >alembic.ini
printf 'from alembic import context\n\nwith context.begin_transaction():\n    context.run_migrations()\n' >alembic/env.py
revision 1_a.py a None
revision 2_b.py b '"a"'
echo 'print("no migration")' >app.py
git add .
git commit -qm base
run_hook --files app.py || fail "a file that is no migration is no error"
run_hook --all-files || fail "a clean project passes"

revision 3_c.py c '"a"'
git add .
if run_hook; then fail "two heads must not pass"; fi
grep -q 'error\[multiple-heads\]: the history has 2 heads: "b" and "c"' "$work/out" || fail "the other head was not read"
grep -q 'exit code: 1' "$work/out" || fail "the exit code is that of findings"
if grep -q "$(printf '\033')" "$work/out"; then fail "there is colour"; fi
echo passed
