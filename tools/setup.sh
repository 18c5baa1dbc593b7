# Sourced: installs the Debian packages of tools/packages.txt that are missing, or says which command would.
#
#   . "$tools/setup.sh"
#   set_up build test
#
# A stamp a purpose remembers that all was there; it holds until the system's packages or the list change.

# Prints the packages for the purposes in $@ that are not installed.
missing_packages() {
  for purpose; do sed -n "s/^$purpose \([^ ]*\) .*/\1/p" "$tools/packages.txt"; done | {
    wanted=$(cat)
    # Node.js from elsewhere brings its own npm, and Debian's would conflict with it.
    if command -v npm >/dev/null; then wanted=$(echo "$wanted" | grep -vx npm); fi
    installed=$(dpkg-query -W -f='${Package} ${Status}\n' $wanted 2>/dev/null | sed -n 's/ install ok installed$//p')
    for package in $wanted; do
      case " $(echo $installed) " in *" $package "*) ;; *) printf '%s ' "$package" ;; esac
    done
  }
}

# Installs $@ without a question, or stops with the command that a person may run.
install_packages() {
  install="apt-get install -y --no-install-recommends $*"
  if ! command -v apt-get >/dev/null; then
    echo "retort: not a Debian system; what is missing is called there: $*" >&2
    exit 3
  elif [ "$(id -u)" != 0 ]; then
    echo "retort: some packages are missing, and only root may install them. Run" >&2
    echo "  sudo apt-get update && sudo $install" >&2
    exit 3
  fi
  echo "retort: installing $*" >&2
  # An update that fails for one source need not matter: the installation decides.
  {
    apt-get update || true
    DEBIAN_FRONTEND=noninteractive $install -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600
  } </dev/null >"$built/install.log" 2>&1 || {
    tail -n 20 "$built/install.log" >&2
    echo "retort: this failed:" >&2
    echo "  apt-get update && $install" >&2
    exit 3
  }
}

set_up() {
  stamp=$built/has-$(echo "$@" | tr ' ' '-')
  if [ -e "$stamp" ] && [ "$stamp" -nt /var/lib/dpkg/status ] && [ "$stamp" -nt "$tools/packages.txt" ]; then return; fi
  (
    flock 9  # two fresh runs at once: the second waits, and finds everything there
    missing=$(missing_packages "$@")
    if [ -n "$missing" ]; then install_packages $missing; fi
  ) 9>"$built/setup.lock" || exit 3
  touch "$stamp"
}
