#!/bin/sh
# Checks the Debian packages that Qt needs; installs them when root, otherwise prints the one line to run.
# With "tests" also those that some tests need: LibreOffice computes our workbooks again, poppler reads our PDFs, strace records our writes.
set -eu
offscreen="libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libx11-6 fonts-dejavu-core"
screen="libx11-xcb1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxcb-glx0"
tests="libreoffice-calc-nogui poppler-utils strace"

command -v dpkg-query >/dev/null 2>&1 || exit 0  # not Debian: Qt says itself what it lacks

missing_of() {
    for package in "$@"; do
        status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || dpkg-query -W -f '${Status}' "${package}t64" 2>/dev/null || true)
        case "$status" in *"ok installed"*) ;; *) printf ' %s' "$package" ;; esac
    done
}

install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# shellcheck disable=SC2086
missing=$(missing_of $offscreen $screen)
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
        echo "Installing the Debian packages that Qt needs:$missing"
        # shellcheck disable=SC2086
        install $missing
    else
        echo "Qt needs some Debian packages. Please run this line once, then try again:"
        echo "  sudo apt-get install -y$missing"
        exit 1
    fi
fi

[ "${1:-}" = tests ] || exit 0
# shellcheck disable=SC2086
missing=$(missing_of $tests)
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
    echo "Installing the Debian packages that some tests need:$missing"
    # shellcheck disable=SC2086
    install $missing || echo "They could not be installed; the tests that need them are skipped."
else
    echo "Without some Debian packages the tests that need them are skipped:"
    echo "  sudo apt-get install -y --no-install-recommends$missing"
fi
