#!/usr/bin/env bash
# Sees to the shared libraries that the Python wheels expect of the system: Qt's offscreen and X11 windows.
# Installs them on Debian and its relatives when run as root; otherwise names them and stops.
# With the argument "dist" also what freezing the application needs. Silent and quick when nothing is missing.
set -euo pipefail

[ "$(uname -s)" = Linux ] || exit 0

# library looked for : Debian package that brings it
wanted="
libEGL.so.1:libegl1
libGL.so.1:libgl1
libX11.so.6:libx11-6
libX11-xcb.so.1:libx11-xcb1
libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1
libfreetype.so.6:libfreetype6
libglib-2.0.so.0:libglib2.0-0
libxcb-cursor.so.0:libxcb-cursor0
libxcb-glx.so.0:libxcb-glx0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0
libxcb-render.so.0:libxcb-render0
libxcb-shape.so.0:libxcb-shape0
libxcb-shm.so.0:libxcb-shm0
libxcb-sync.so.1:libxcb-sync1
libxcb-util.so.1:libxcb-util1
libxcb-xfixes.so.0:libxcb-xfixes0
libxcb-xkb.so.1:libxcb-xkb1
libxcb.so.1:libxcb1
libwayland-cursor.so.0:libwayland-cursor0
libxkbcommon-x11.so.0:libxkbcommon-x11-0
libxkbcommon.so.0:libxkbcommon0
"

ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
present=$("$ldconfig" -p)
missing=()
for pair in $wanted; do
    case "$present" in
        *"${pair%%:*} "*) ;;
        *) missing+=("${pair##*:}") ;;
    esac
done

if [ "${1:-}" = dist ]; then
    command -v objdump >/dev/null || missing+=(binutils)
    python=$("${PYTHON:-python3}" -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME"))')
    case "$present" in
        *"$python "*) ;;
        *) [ -e "$("${PYTHON:-python3}" -c 'import sys; print(sys.base_prefix)')/lib/$python" ] ||
            missing+=("${python%%.so*}") ;;
    esac
fi

[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "These system libraries are missing (Debian's names): ${missing[*]}" >&2
    echo "Install what your system calls them and run the command again." >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "System libraries are missing. Run this once, then the command again:" >&2
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
echo "Installing system libraries: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update -q && apt-get install -q -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
    echo "Installing the system libraries did not succeed: check the network and the package sources." >&2
    exit 1
fi
