#!/bin/sh
# Captures the pages that `make bench-rules` judges: every page of the demo sites and the first of each site of
# ../shared/corpora/sites where that folder is there, served on loopback. What is kept stays for the next time.
# usage: bench-rules.sh FOLDER    (made anew if it does not hold a page)
set -eu
kept=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/.."

bin=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
servers=
trap 'kill $servers 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -n "$(ls -A "$kept")" ]; then
    echo "bench-rules.sh: taking the pages in $kept; remove it to capture them anew" >&2
    exit 0
fi

# Appends the addresses of the first pages of each site of a folder, which it serves.
serve() { # FOLDER PAGES_A_SITE NAME
    "$bin/serve-sites" "$1" --write-members "$work/$3.csv" >"$work/$3.txt" 2>"$work/$3.log" &
    servers="$servers $!"
    while [ ! -f "$work/$3.csv" ]; do
        kill -0 $! 2>/dev/null || { cat "$work/$3.log" >&2; exit 2; }
        sleep 0.1
    done
    port=$(head -1 "$work/$3.txt" | sed 's|.*:\([0-9]*\)/$|\1|')
    for site in "$1"/*/; do
        (cd "$site" && find . -name '*.html' | sort | head -"$2") |
            sed "s|^\.|http://$(basename "$site").localhost:$port|; s| |%20|g"
    done >>"$work/urls.txt"
}

serve tests/sites 1000 demo
[ ! -d ../shared/corpora/sites ] || serve ../shared/corpora/sites 12 real

echo "bench-rules.sh: capturing $(wc -l <"$work/urls.txt") pages" >&2
status=0
"$bin/observatoire" audit --allow-private --urls-file "$work/urls.txt" --keep "$kept" >/dev/null || status=$?
# 1 says that some pages are none to audit, which is true of the demo sites.
[ "$status" -le 1 ]
