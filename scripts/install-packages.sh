#!/bin/sh
# Installs missing packages on Debian and Ubuntu; on other systems it prints which ones to install.
# usage: install-packages.sh GROUP…    with GROUP among: browser postgresql nginx npm office python slapd strace
set -eu

has() { command -v "$1" >/dev/null 2>&1; }
exists() { for file in "$@"; do [ -e "$file" ] && return 0; done; return 1; }
has_font() { exists "/usr/share/fonts/truetype/$1"; }

# Prints a line for each missing tool: the packages that provide it in order of preference, separated by `|`.
# The ending `|-` marks a tool that is optional.
missing() {
    case "$1" in
        browser)
            has cc || echo 'build-essential'
            exists /usr/lib/chromium/chromium-headless-shell || has chromium-headless-shell \
                || echo 'chromium-headless-shell|-'
            has chromium || has chromium-browser || has google-chrome || echo 'chromium|chromium-browser'
            has chromedriver || has chromium.chromedriver || echo 'chromium-driver|chromium-chromedriver'
            # Without this package Chromium's sandbox does not start for most users who are not root.
            exists /usr/lib/chromium/chrome-sandbox || has chromium-browser || echo 'chromium-sandbox|-'
            has_font liberation || has_font liberation2 || echo 'fonts-liberation'
            has_font dejavu || echo 'fonts-dejavu-core'
            ;;
        postgresql) exists /usr/lib/postgresql/*/bin/initdb || echo 'postgresql' ;;
        strace) has strace || echo 'strace' ;;
        nginx) has nginx || exists /usr/sbin/nginx || echo 'nginx-light|nginx' ;;
        slapd)
            exists /usr/sbin/slapd || echo 'slapd'
            has openssl || echo 'openssl'
            ;;
        office) has soffice || has libreoffice || echo 'libreoffice-calc-nogui|libreoffice-calc' ;;
        npm) has npm || echo 'npm' ;;
        python) python3 -c 'import ensurepip' 2>/dev/null || echo 'python3-venv' ;;
        *) echo "install-packages.sh: unknown group \"$1\"" >&2; exit 2 ;;
    esac
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

is_available() {
    candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != '(none)' ]
}

# Prints the first package of a list such as `a|b|-` that the distribution has, or nothing at `-`.
choose() {
    for package in $(echo "$1" | tr '|' ' '); do
        [ "$package" = '-' ] && return 0
        if is_available "$package"; then echo "$package"; return 0; fi
    done
    echo "install-packages.sh: this distribution has none of: $1" >&2
    return 1
}

elsewhere() {
    cat >&2 <<TEXT
install-packages.sh: cannot install by itself here, for want of $1.
Still missing, under their Debian names:
$(echo "$needed" | sed 's/^/  /')
Install them with your own package manager and run the same command again.
A browser and a driver of one version are needed (Chromium or Google Chrome, and chromedriver).
TEXT
    exit 2
}

wanted=$(for group in "$@"; do missing "$group"; done)
needed=$(echo "$wanted" | grep -v -- '|-$' || true)
# On a machine where packages cannot be installed, missing optional tools are ignored and only needed ones are an error.
if ! has apt-get; then
    [ -z "$needed" ] || elsewhere 'apt-get'
    exit 0
fi
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" -ne 0 ] && ! has sudo; then
    [ -z "$needed" ] || elsewhere 'sudo (or run this as root)'
    exit 0
fi

if [ -n "$needed" ]; then
    as_root apt-get update -qq
fi
packages=$(for line in $wanted; do choose "$line"; done)
[ -n "$packages" ] || exit 0
# shellcheck disable=SC2086  # each word is a package, here and below
echo "install-packages.sh: installing" $packages >&2
# shellcheck disable=SC2086
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages >&2
