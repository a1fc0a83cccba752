#!/bin/sh
# Judges pages with our program and with axe-core, Equal Access, HTML_CodeSniffer and Alfa. Writes each disagreement
# that is not in tests/disagreements.tsv to target/bench/truth/disagreements.tsv, and prints their numbers.
# usage: bench-truth.sh FOLDER|FILE-OF-URLS…    (a folder is the root of one web site)
set -eu
cd "$(dirname "$0")/.."

tools=target/bench/truth
mkdir -p "$tools"
[ -d "$tools/node_modules/@siteimprove/alfa-rules" ] ||
    npm install --silent --no-fund --no-audit --prefix "$tools" \
        axe-core@4 accessibility-checker-engine@4 html_codesniffer@2 @siteimprove/alfa-rules@0.114 puppeteer-core@25
if [ $# -eq 0 ]; then
    echo 'bench-truth: skipped: no pages were named (PAGES="FOLDER …"), and ../shared/corpora is not there'
    exit 0
fi
exec node scripts/truth/main.mjs --program "${PROGRAM:-target/release/observatoire}" --tools "$(pwd)/$tools" \
    --known tests/disagreements.tsv --out "$tools/disagreements.tsv" "$@"
