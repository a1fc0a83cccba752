#!/bin/sh
# Prepares the pages for `make bench`: the examples of the DSFR package (npm), served by nginx on loopback.
# usage: bench-dsfr.sh up|down
#   up    fetches the package if it is missing, starts nginx, writes target/bench/urls.txt (one address a line)
#   down  stops nginx; the fetched package is kept
# BENCH_PORT (default 18080) is the port.
set -eu
cd "$(dirname "$0")/.."

port=${BENCH_PORT:-18080}
bench=$PWD/target/bench
root=$bench/node_modules/@gouvfr/dsfr
nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || { echo 'bench-dsfr.sh: nginx is not installed' >&2; exit 2; }

fetch() {
    [ -d "$root/example" ] && return 0
    mkdir -p "$bench"
    # With `--prefix` and a package.json here, npm does not look for a project in the parent folders.
    [ -f "$bench/package.json" ] || echo '{ "private": true }' >"$bench/package.json"
    npm install --prefix "$bench" --ignore-scripts --no-audit --no-fund @gouvfr/dsfr >&2
}

configure() {
    # All files of nginx are in our folder, so that it needs no root rights.
    cat >"$bench/nginx.conf" <<NGINX
worker_processes 1;
pid $bench/nginx.pid;
error_log $bench/nginx-error.log;
events { worker_connections 256; }
http {
    include $bench/mime.types;
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    keepalive_requests 100000;
    client_body_temp_path $bench/tmp;
    proxy_temp_path $bench/tmp;
    fastcgi_temp_path $bench/tmp;
    uwsgi_temp_path $bench/tmp;
    scgi_temp_path $bench/tmp;
    server {
        listen 127.0.0.1:$port;
        root $root;
    }
}
NGINX
    cat >"$bench/mime.types" <<'TYPES'
types {
    text/html html;
    text/css css;
    text/javascript js mjs;
    application/json json;
    image/svg+xml svg;
    image/png png;
    image/jpeg jpg jpeg;
    image/webp webp;
    image/x-icon ico;
    font/woff woff;
    font/woff2 woff2;
    video/mp4 mp4;
    text/vtt vtt;
    application/manifest+json webmanifest;
}
TYPES
}

list() {
    (cd "$root" && find example -name index.html | LC_ALL=C sort) \
        | sed "s|^|http://127.0.0.1:$port/|" >"$bench/urls.txt"
}

down() {
    [ -f "$bench/nginx.pid" ] || return 0
    "$nginx" -p "$bench" -c "$bench/nginx.conf" -e "$bench/nginx-error.log" -s stop
}

up() {
    fetch
    down
    configure
    list
    "$nginx" -p "$bench" -c "$bench/nginx.conf" -e "$bench/nginx-error.log"
    echo "$(wc -l <"$bench/urls.txt") addresses in $bench/urls.txt" >&2
}

case "${1:-}" in
    up) up ;;
    down) down ;;
    *) echo 'usage: bench-dsfr.sh up|down' >&2; exit 2 ;;
esac
