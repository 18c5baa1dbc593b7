# Sourced by the tools: where we are, and Bazel. `tools` is set to this folder before.

root=${tools%/*}
built=$root/.build

case $root in
  *" "*)
    echo "retort: Bazel cannot build in a path with spaces; move $root" >&2
    exit 3
    ;;
esac
mkdir -p "$built" || exit 3

# Bazel COMMAND ARGUMENTS, in the root. Debian's own Bazel, whatever else is called so; Bazel 7 must be told to read
# WORKSPACE only.
bazel_do() {
  command=$1
  shift
  case $(cat /usr/share/bazel/build-label.txt) in 7.*) set -- --noenable_bzlmod "$@" ;; esac
  (cd "$root" && exec /usr/bin/bazel "$command" "$@")
}
