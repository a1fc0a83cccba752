# Serves folders of sites until the calling script ends. To be sourced with `.` from the root of the repository, after
# `set -eu`. Sets `bin` (folder of the release programs) and `work` (a temporary folder, removed at the end).

bin=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
servers=
trap 'kill $servers 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Serves the sites of a folder, and writes the addresses of their roots to $work/NAME.txt, one a line.
serve() { # FOLDER NAME
    "$bin/serve-sites" "$1" --write-members "$work/$2.csv" >"$work/$2.txt" 2>"$work/$2.log" &
    servers="$servers $!"
    while [ ! -f "$work/$2.csv" ]; do
        kill -0 $! 2>/dev/null || { cat "$work/$2.log" >&2; exit 2; }
        sleep 0.1
    done
}
