#!/usr/bin/env bash
# Sees to the programs of other hands that `make system` tests against: PostgreSQL, a CUPS spooler with its IPP printer
# and what that printer wants to be announced by, a browser, a recorder of system calls, readers of printer languages. With the name of a package as argument only to that one. Installs them
# on Debian and its relatives when run as root; otherwise names them, and the tests that need them are skipped. Starts
# nothing: the tests start and stop what they need.
set -euo pipefail

[ "$(uname -s)" = Linux ] || exit 0
command -v apt-get >/dev/null || exit 0

# program looked for : Debian package that brings it
wanted="
cupsd:cups-daemon
lpadmin:cups-client
ippeveprinter:cups-ipp-utils
avahi-daemon:avahi-daemon
dbus-daemon:dbus
pg_ctl:postgresql
chromedriver:chromium-driver
strace:strace
node:nodejs
npm:npm
"

PATH="$PATH:/usr/sbin:/sbin$(printf ':%s' /usr/lib/postgresql/*/bin)"
missing=()
for pair in $wanted; do
    [ "${1:-${pair##*:}}" = "${pair##*:}" ] || continue
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Some tests will be skipped; for all of them: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 0
fi
echo "Installing programs to test against: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# Their services must not start by themselves: a test starts its own, on its own port.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi
apt-get update -q >/dev/null
apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null </dev/null
