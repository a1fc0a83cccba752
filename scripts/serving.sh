# Serves folders of sites until the script ends; to be sourced with `.` by a script that stands in the repository.
# Sets `bin` (release programs) and `work` (a folder that is removed at the end). Asks for `set -eu` before it.

bin=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
servers=
trap 'kill $servers 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Serves each site of a folder; the addresses of their first pages stand in $work/NAME.txt, one a line.
serve() { # FOLDER NAME
    "$bin/serve-sites" "$1" --write-members "$work/$2.csv" >"$work/$2.txt" 2>"$work/$2.log" &
    servers="$servers $!"
    while [ ! -f "$work/$2.csv" ]; do
        kill -0 $! 2>/dev/null || { cat "$work/$2.log" >&2; exit 2; }
        sleep 0.1
    done
}
