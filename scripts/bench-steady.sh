#!/bin/sh
# Audits the demo sites, and five real ones where ../shared/corpora is there, ten times each: what they say must be the same.
# usage: bench-steady.sh [TIMES]
set -eu
cd "$(dirname "$0")/.."

times=${1:-10}
bin=${CARGO_TARGET_DIR:-target}/release
program=${PROGRAM:-$bin/observatoire}
work=$(mktemp -d)
servers=
trap 'kill $servers 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Serves a folder of sites and appends the addresses of their first pages.
serve() { # FOLDER NAME
    "$bin/serve-sites" "$1" --write-members "$work/$2.csv" >"$work/$2.txt" 2>"$work/$2.log" &
    servers="$servers $!"
    while [ ! -f "$work/$2.csv" ]; do
        kill -0 $! 2>/dev/null || { cat "$work/$2.log" >&2; exit 2; }
        sleep 0.1
    done
    cat "$work/$2.txt" >>"$work/sites.txt"
}

serve tests/sites demo
if [ -d ../shared/corpora/sites-live ]; then
    mkdir "$work/real"
    for site in brignon doc-datagouv elanpourtous outils-coachs wukf; do
        ln -s "$(cd "../shared/corpora/sites-live/$site" && pwd)" "$work/real/$site"
    done
    serve "$work/real" real
else
    echo 'bench-steady.sh: real sites skipped: ../shared/corpora is not there' >&2
fi
# shellcheck disable=SC2046
"$bin/bench-steady" "$program" "$times" $(cat "$work/sites.txt")
