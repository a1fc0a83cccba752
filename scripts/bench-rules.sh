#!/bin/sh
# Captures the pages that `make bench-rules` judges: every page of the demo sites and the first of each site of
# ../shared/corpora/sites where that folder is there, served on loopback. What is kept stays for the next time.
# usage: bench-rules.sh FOLDER    (made anew if it does not hold a page)
set -eu
kept=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/.."

if [ -n "$(ls -A "$kept")" ]; then
    echo "bench-rules.sh: taking the pages in $kept; remove it to capture them anew" >&2
    exit 0
fi

. scripts/serving.sh

# Appends the addresses of the first pages of each site of a folder, which it serves.
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
# 1 says that some pages are none to audit, which is true of the demo sites.
[ "$status" -le 1 ]
