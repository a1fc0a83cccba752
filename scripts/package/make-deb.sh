#!/bin/sh
# Makes a Debian package of the built program: FOLDER/observatoire_VERSION_ARCHITECTURE.deb
# usage: make-deb.sh PROGRAM FOLDER
set -eu
program=$1
folder=$2
here=$(cd "$(dirname "$0")/../.." && pwd)

: "${MAINTAINER:=Observatoire <observatoire@localhost>}"
# The Debian revision, which follows the program's version and distinguishes packages of the same version.
: "${REVISION:=1}"

for tool in dpkg-deb dpkg-shlibdeps; do
    command -v "$tool" >/dev/null || { echo "make-deb.sh: $tool is missing: apt-get install dpkg-dev" >&2; exit 2; }
done
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"
version="$("$program" --version | cut -d' ' -f2)-$REVISION"
architecture=$(dpkg --print-architecture)

put() { install -D -m "$1" "$2" "$tree/$3"; }
# Prints a file with a pattern replaced by a text; it is an error if no line of the file matches.
changed() {
    grep -q "$2" "$1" || { echo "make-deb.sh: $1 has no line $2" >&2; exit 2; }
    sed "s|$2|$3|" "$1"
}

put 755 "$program" usr/bin/observatoire
strip --strip-unneeded "$tree/usr/bin/observatoire"
install -d "$tree/usr/sbin" "$tree/usr/lib/systemd/system" "$tree/etc/observatoire"
changed "$here/config/observatoire-ctl" /usr/local/bin/ /usr/bin/ >"$tree/usr/sbin/observatoire-ctl"
chmod 755 "$tree/usr/sbin/observatoire-ctl"
for unit in daemon.service worker.service due.service; do
    changed "$here/config/observatoire-$unit" /usr/local/bin/ /usr/bin/ >"$tree/usr/lib/systemd/system/observatoire-$unit"
done
put 644 "$here/config/observatoire-due.timer" usr/lib/systemd/system/observatoire-due.timer

configuration=$tree/etc/observatoire/observatoire.toml
changed "$here/config/observatoire.toml" '^url = "sqlite://observatoire.db"' \
    'url = "sqlite:///var/lib/observatoire/observatoire.db"' >"$tree/half"
changed "$tree/half" '^output = "public"' 'output = "/var/lib/observatoire/public"' >"$configuration"
rm "$tree/half"
chmod 644 "$configuration"

manual=$tree/manual
"$program" manual "$manual"
for page in "$manual"/man1/*; do gzip -9n "$page"; done
install -d "$tree/usr/share/man" "$tree/usr/share/zsh/vendor-completions" "$tree/usr/share/fish/vendor_completions.d"
mv "$manual/man1" "$tree/usr/share/man/man1"
put 644 "$manual/completions/observatoire.bash" usr/share/bash-completion/completions/observatoire
put 644 "$manual/completions/_observatoire" usr/share/zsh/vendor-completions/_observatoire
put 644 "$manual/completions/observatoire.fish" usr/share/fish/vendor_completions.d/observatoire.fish
rm -r "$manual"

documents=usr/share/doc/observatoire
for file in README.md README.fr.md docs/OPERATIONS.md docs/SECURITY.md docs/REGISTRY.md docs/DATA.md; do
    put 644 "$here/$file" "$documents/$(basename "$file")"
done
for file in members.example.csv nginx-site.conf apache-site.conf prometheus-alerts.yml; do
    put 644 "$here/config/$file" "$documents/examples/$file"
done
put 644 "$here/packaging/debian/copyright" "$documents/copyright"

install -d "$tree/DEBIAN"
for script in postinst prerm postrm; do put 755 "$here/packaging/debian/$script" "DEBIAN/$script"; done
put 644 "$here/packaging/debian/conffiles" DEBIAN/conffiles
# dpkg-shlibdeps only runs in the folder of a source package, which has a file debian/control.
mkdir "$tree/debian" && : >"$tree/debian/control"
libraries=$(cd "$tree" && dpkg-shlibdeps -O usr/bin/observatoire 2>/dev/null | sed 's/^shlibs:Depends=//')
rm -r "$tree/debian"
sed -e "s|@VERSION@|$version|" -e "s|@ARCHITECTURE@|$architecture|" -e "s|@MAINTAINER@|$MAINTAINER|" \
    -e "s|@LIBRARIES@|$libraries|" -e "s|@SIZE@|$(du -sk "$tree" | cut -f1)|" \
    "$here/packaging/debian/control.in" >"$tree/DEBIAN/control"

mkdir -p "$folder"
package=$folder/observatoire_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zzstd --build "$tree" "$package" >/dev/null
echo "$package"
