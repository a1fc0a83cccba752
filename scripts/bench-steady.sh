#!/bin/sh
# Audits the demo sites, and five real ones if ../shared/corpora/sites-live exists, several times each: the audits of a
# site must be the same.
# usage: bench-steady.sh [TIMES]    (default 10)
set -eu
cd "$(dirname "$0")/.."

times=${1:-10}
. scripts/serving.sh
program=${PROGRAM:-$bin/observatoire}

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
"$bin/bench-steady" "$program" "$times" $(cat "$work"/*.txt)
