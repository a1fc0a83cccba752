#!/bin/sh
# Captures the pages for `make bench-rules`: all pages of the demo sites and, if ../shared/corpora/sites exists, the
# first twelve of each of its sites, served on loopback. The captures are kept and used again.
# usage: bench-rules.sh FOLDER    (pages are captured only if FOLDER is empty)
set -eu
kept=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/.."

if [ -n "$(ls -A "$kept")" ]; then
    echo "bench-rules.sh: taking the pages in $kept; remove it to capture them anew" >&2
    exit 0
fi

. scripts/serving.sh

# Serves the sites of a folder, and appends the addresses of the first pages of each to $work/urls.txt.
pages() { # FOLDER PAGES_A_SITE NAME
    serve "$1" "$3"
    port=$(head -1 "$work/$3.txt" | sed 's|.*:\([0-9]*\)/$|\1|')
    for site in "$1"/*/; do
        (cd "$site" && find . -name '*.html' | sort | head -"$2") |
            sed "s|^\.|http://$(basename "$site").localhost:$port|; s| |%20|g"
    done >>"$work/urls.txt"
}

pages tests/sites 1000 demo
[ ! -d ../shared/corpora/sites ] || pages ../shared/corpora/sites 12 real

echo "bench-rules.sh: capturing $(wc -l <"$work/urls.txt") pages" >&2
status=0
"$bin/observatoire" audit --allow-private --urls-file "$work/urls.txt" --keep "$kept" >/dev/null || status=$?
# Exit code 1: some pages cannot be audited, as is the case in the demo sites.
[ "$status" -le 1 ]
