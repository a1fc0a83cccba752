#!/bin/sh
# Audits sites served on loopback into a new database, and prints the space that a page takes there.
# usage: bench-size.sh [FOLDER]    (default ../shared/corpora/sites if it exists, else tests/sites)
set -eu
cd "$(dirname "$0")/.."

sites=${1:-../shared/corpora/sites}
[ -d "$sites" ] || sites=tests/sites
bin=${BIN:-${CARGO_TARGET_DIR:-target}/release}
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$bin/serve-sites" "$sites" --write-members "$work/members.csv" >/dev/null 2>"$work/serve.log" &
server=$!
while [ ! -f "$work/members.csv" ]; do
    kill -0 "$server" 2>/dev/null || { cat "$work/serve.log" >&2; exit 2; }
    sleep 0.1
done
observatoire() { "$bin/observatoire" --database "sqlite://$work/observatoire.db" "$@"; }
observatoire members import "$work/members.csv" >/dev/null
status=0
observatoire run --allow-private --no-publish >&2 || status=$?
# Exit code 1: some sites could not be evaluated.
[ "$status" -le 1 ]
"$bin/bench-size" "$work/observatoire.db"
