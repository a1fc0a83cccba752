#!/bin/sh
# Publishes invented data as a site in both languages, and checks it with independent validators. Prints the result of
# each.
# usage: bench-validate.sh [FOLDER]    (folder for the tools and the site, default target/bench/validate)
set -eu
cd "$(dirname "$0")/.."

folder=${1:-target/bench/validate}
site=$folder/site
tools=$folder/tools
mkdir -p "$folder"

[ -x "$tools/bin/python" ] || python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check \
    'frictionless>=5,<6' 'rdflib>=7,<8' 'pyshacl>=0.30,<1' 'atoma>=0.0.17,<1' 'check-jsonschema>=0.39,<1'
[ -d "$folder/node_modules/html-validate" ] && [ -d "$folder/node_modules/axe-core" ] ||
    npm install --silent --no-fund --no-audit --prefix "$folder" html-validate vnu-jar axe-core@4 puppeteer-core@25

# The site is served during the checks: each Data Package names the tables that both languages share by an absolute
# address.
rm -rf "$site"
mkdir -p "$site"
"$tools/bin/python" scripts/validate/serve.py "$site" >"$folder/address" &
server=$!
trap 'kill "$server"' EXIT
until [ -s "$folder/address" ]; do sleep 0.1; done
${CARGO:-cargo} run --quiet --package report-site --example synthetic -- "$site" "$(cat "$folder/address")" >/dev/null

status=0
# Runs a check, and prints the last line of its output, which is its result.
check() {
    name=$1
    shift
    if "$@" >"$folder/$name.log" 2>&1; then
        echo "$name: valid. $(tail -1 "$folder/$name.log")"
    else
        echo "$name: NOT VALID, see $folder/$name.log" >&2
        tail -20 "$folder/$name.log" >&2
        status=1
    fi
}

pages=$(find "$site" -name '*.html' | wc -l)
html() {
    "$folder/node_modules/.bin/html-validate" --config scripts/validate/html-validate.json "$site/**/*.html" &&
        echo "html-validate $(version html-validate): $pages pages"
}
nu() {
    java -jar "$folder/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --skip-non-html "$site" &&
        echo "Nu Html Checker $(version vnu-jar): $pages pages"
}
axe() {
    node scripts/validate/axe.mjs "$site" "$(cd "$folder" && pwd)"
}
# LibreOffice opens the audit grids and recalculates them; its values must equal those in the files.
grids() {
    OBSERVATOIRE_OFFICE=1 ${CARGO:-cargo} test --quiet --package report-site --test exports office && echo "both grids, by $(libreoffice --version)"
}
version() {
    node -p "require('./$folder/node_modules/$1/package.json').version"
}
json() {
    count=0
    for document in $(find "$site/audits" -name audit.json); do
        grep -q '"withdrawn_at"' "$document" || set -- "$@" "$document"
    done
    "$tools/bin/check-jsonschema" --schemafile "$site/data/audit-1.schema.json" "$@" || return 1
    count=$#
    set -- $(find "$site/api/v1" -name '*.json')
    "$tools/bin/check-jsonschema" --schemafile "$site/data/api-1.schema.json" "$@" &&
        echo "check-jsonschema: $count audits, $# documents of the API"
}

check tables "$tools/bin/python" scripts/validate/tables.py "$site"
check atom "$tools/bin/python" scripts/validate/atom.py "$site"
check json-schema json
check linked-data "$tools/bin/python" scripts/validate/linked_data.py "$site"
check html html
if command -v java >/dev/null; then check html-nu nu; else echo "html-nu: not asked, there is no Java"; fi
check html-axe axe
if command -v libreoffice >/dev/null; then check grids grids; else echo "grids: not asked, there is no LibreOffice"; fi
exit "$status"
