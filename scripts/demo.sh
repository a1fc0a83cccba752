#!/bin/sh
# The whole way on one machine: serve sites on loopback, import them as members, audit, publish.
# usage: demo.sh [FOLDER]    (default tests/sites; each subfolder is the web root of one site)
set -eu
cd "$(dirname "$0")/.."

sites=${1:-tests/sites}
out=out/demo
bin=${CARGO_TARGET_DIR:-target}/release
config=$out/observatoire.toml

if [ ! -d "$sites" ]; then
    echo "demo.sh: $sites is not a folder; give one whose subfolders are web sites" >&2
    exit 2
fi

# Each demo begins anew: its sites get another port each time, so an older one has nothing to add.
rm -rf "$out"
mkdir -p "$out"
cat >"$config" <<TOML
[database]
url = "sqlite://$out/observatoire.db"

# All sites are on this one machine, which serves nobody else.
[crawl]
per_ip_at_once = 16

[site]
output = "$out/public"
title = "Observatoire de démonstration"

[site.operator]
name = "Démonstration"
email = "observatoire@demo.example"
TOML

"$bin/serve-sites" "$sites" --write-members "$out/members.csv" >"$out/served.txt" 2>"$out/serve-sites.log" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The file of members appears when the server answers.
while [ ! -f "$out/members.csv" ]; do
    kill -0 "$server" 2>/dev/null || { cat "$out/serve-sites.log" >&2; exit 2; }
    sleep 0.1
done

observatoire() { "$bin/observatoire" --config "$config" "$@"; }

observatoire members import "$out/members.csv"
# 1 says that some sites could not be evaluated: true of the demo sites, and not a failure of the demo.
status=0
observatoire run --allow-private || status=$?
[ "$status" -le 1 ] || exit "$status"

cat <<TEXT

Published: $out/public/index.html
To browse it:

    $bin/observatoire preview --config $config

TEXT
