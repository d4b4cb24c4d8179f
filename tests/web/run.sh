#!/usr/bin/env bash
# The page in a real browser. Needs Node.js with npm, and Debian's chromium, which is installed where it is absent and
# this runs as root. ONRECORD_BIN names the command that is tested (target/debug/onrecord), CHROMIUM the browser.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"

skip() {
    echo "SKIPPED: the browser tests did not run: $*" >&2
    # Where the tests must run (CI), a skip is a failure.
    [ -n "${CI:-}" ] && exit 1
    exit 0
}

command -v npm >/dev/null || skip "there is no npm; install Node.js 20 or newer (Debian: apt-get install nodejs npm)"

find_chromium() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}
if [ -z "${CHROMIUM:-}" ] && ! CHROMIUM="$(find_chromium)"; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing chromium"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
            >/dev/null || skip "chromium could not be installed by apt-get"
        CHROMIUM="$(find_chromium)" || skip "chromium is not there after its installation"
    else
        skip "there is no chromium; install it (Debian: apt-get install chromium) or name one with CHROMIUM"
    fi
fi
export CHROMIUM

export ONRECORD_BIN="${ONRECORD_BIN:-${CARGO_TARGET_DIR:-$here/../../target}/debug/onrecord}"
if [ -z "${ONRECORD_URL:-}" ] && [ ! -x "$ONRECORD_BIN" ]; then
    echo "there is no $ONRECORD_BIN: build it first (cargo build -p onrecord) or name one with ONRECORD_BIN" >&2
    exit 1
fi
ONRECORD_BIN="$(realpath "$ONRECORD_BIN" 2>/dev/null || echo "$ONRECORD_BIN")"

cd "$here"
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
if ! cmp -s package-lock.json node_modules/.installed-lock; then
    npm ci --no-audit --no-fund --loglevel=error || skip "its packages could not be installed by npm ci (is there a network?)"
    cp package-lock.json node_modules/.installed-lock
fi
exec npx --no-install playwright test "$@"
