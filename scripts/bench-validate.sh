#!/bin/sh
# Publishes a made-up observatory and gives it to validators that others wrote.
# usage: bench-validate.sh FOLDER    (where the tools and the site are put)
set -eu
cd "$(dirname "$0")/.."

folder=${1:-target/bench/validate}
site=$folder/site
tools=$folder/tools
mkdir -p "$folder"

[ -x "$tools/bin/python" ] || python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check 'frictionless>=5,<6' 'rdflib>=7,<8' 'pyshacl>=0.30,<1'
[ -d "$folder/node_modules/html-validate" ] || npm install --silent --no-fund --no-audit --prefix "$folder" html-validate

rm -rf "$site"
cargo run --quiet --release --package report-site --example synthetic -- "$site" >/dev/null

status=0
check() {
    name=$1
    shift
    if "$@" >"$folder/$name.log" 2>&1; then
        echo "$name: valid"
    else
        echo "$name: NOT VALID, see $folder/$name.log" >&2
        tail -20 "$folder/$name.log" >&2
        status=1
    fi
}

check tables "$tools/bin/frictionless" validate "$site/data/datapackage.json"
check linked-data "$tools/bin/python" scripts/validate/linked_data.py "$site"
check html "$folder/node_modules/.bin/html-validate" --config scripts/validate/html-validate.json "$site/**/*.html"
exit "$status"
