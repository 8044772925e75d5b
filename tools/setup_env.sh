#!/bin/sh
# Makes .venv with everything for development, and sees to it that there is a browser.
#
# A Python of 3.11 or later that can make virtual environments is enough; uv is used where there is none.
# Safe to run again: an environment that works is kept.
set -eu
cd "$(dirname "$0")/.."

is_enough() {
    # Calls it: a name may be on the PATH and still lead to nothing (version managers).
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if is_enough "$name"; then
            echo "$name"
            return
        fi
    done
}

make_environment() {
    python=$(find_python)
    if [ -z "$python" ] && ! command -v uv >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "No Python 3.11 with venv: installing python3-venv." >&2
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv
        python=$(find_python)
    fi
    if [ -n "$python" ]; then
        "$python" -m venv --clear .venv
    elif command -v uv >/dev/null; then
        uv venv --seed --python '>=3.11' .venv
    else
        echo "No Python 3.11 or later with the module venv was found: install one (Debian: apt install python3-venv)" \
            "or uv, or name it: make PYTHON=/path/to/python3" >&2
        exit 3
    fi
}

reads_pictures() {
    languages=$(tesseract --list-langs 2>/dev/null) || return 1
    for language in kaz rus eng; do
        echo "$languages" | grep -qx "$language" || return 1
    done
}

install_ocr() {
    # Only tests need it, and they are skipped where it is missing: a failure here is no reason to stop.
    if reads_pictures || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        return 0
    fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus tesseract-ocr-eng; } >/dev/null 2>&1 ||
        echo "Tesseract could not be installed: tests that read text in pictures will be skipped." >&2
}

is_enough .venv/bin/python || make_environment
install_ocr
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
.venv/bin/wcag-audit setup
