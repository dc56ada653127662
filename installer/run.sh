#!/bin/sh
# Opens the application; without a display it makes the demo instead, so that the result can be seen all the same.
set -eu
bin=$1
if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/second-way"
fi
echo "There is no display here, so the demo is made in build/demo instead of opening the window."
QT_QPA_PLATFORM=offscreen exec "$bin/second-way" demo --out build/demo
