#!/bin/sh
# The first hour of an administrator on a freshly installed Debian: install, first audit, restart, upgrade, remove,
# purge. trial.service starts it in the booted machine; a failed step ends the trial. The folder /trial contains
# first.deb, second.deb, serve-sites, and the audited site below sites/.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
cd /trial

step() { echo "trial: $(($(date +%s) - began)) s: $*"; }
fail() {
    echo "trial: FAILED: $*"
    journalctl --no-pager --quiet --lines 20 --unit observatoire-daemon || true
    exit 1
}
must() { "$@" || fail "$*"; }
process() { systemctl show --property MainPID --value observatoire-daemon; }
# Whether the daemon still runs after 5 s: by then it has read its configuration and opened its database, or has ended.
running() { sleep 5 && systemctl is-active --quiet observatoire-daemon; }
# Number of published audits of a site that were evaluated.
audits() { grep -l '"outcome":{"kind":"evaluated"' /var/lib/observatoire/public/audits/"$1"*/*/audit.json | wc -l; }
units() { find /etc/systemd/system /usr/lib/systemd/system -name 'observatoire-*'; }

apt-get update -qq
began=$(date +%s)
must apt-get install -qq -y --no-install-recommends ./first.deb >install.log 2>&1
installed=$(date +%s)
step "installed"
must getent passwd observatoire >/dev/null
must test "$(stat -c %U:%a /var/lib/observatoire)" = observatoire:755
must test -n "$(units)"

configuration=/etc/observatoire/observatoire.toml
sed -i -e 's|^# information_url = .*|information_url = "https://robot.example/"|' \
    -e 's|^base_url = .*|base_url = "https://observatoire.example/"|' \
    -e 's|^allow_private = false|allow_private = true|' "$configuration"
grep -q '^information_url' "$configuration" || fail "information_url is no line of the configuration"
cat >>"$configuration" <<'TOML'

[[campaign]]
name = "toujours"
cron = "* * * * *"
TOML
./serve-sites /trial/sites --write-members /trial/members.csv >/dev/null 2>&1 &
until [ -s /trial/members.csv ]; do sleep 0.2; done
install -m 644 members.csv /var/lib/observatoire/
must observatoire-ctl members import members.csv
must observatoire-ctl doctor
observatoire-ctl run || [ $? -eq 1 ] || fail "the run"
permalink=$(find /var/lib/observatoire/public -name audit.json | head -1)
must test -n "$permalink"
step "first permalink, $(($(date +%s) - installed)) s after the installation: $permalink"
must observatoire-ctl verify /var/lib/observatoire/public

asked=$(date +%s)
must systemctl enable --now observatoire-daemon
running || fail "the daemon does not run"
# Under the restrictions of the systemd unit, a browser must still start with its own sandbox.
first=$(audits valbrune)
until [ "$(audits valbrune)" -gt "$first" ]; do
    [ $(($(date +%s) - asked)) -lt 240 ] || fail "the daemon audits nothing"
    sleep 2
done
step "the daemon has audited a site by itself"
asked=$(date +%s)
must systemctl restart observatoire-daemon
stopped=$(($(date +%s) - asked))
must test "$stopped" -le 15
running || fail "the daemon does not run after a restart"
step "the daemon restarts in $stopped s"
observatoire-ctl status >/dev/null || fail "status beside the daemon"

before=$(process)
must apt-get install -qq -y --no-install-recommends -o Dpkg::Options::=--force-confdef ./second.deb >>install.log 2>&1
running || fail "the daemon does not run after the upgrade"
must test "$(process)" != "$before"
must grep -q '^information_url' "$configuration"
must observatoire-ctl verify /var/lib/observatoire/public
step "upgraded: configuration kept, daemon restarted, audits sound"

must apt-get remove -qq -y observatoire >>install.log 2>&1
must test -s "$permalink"
must test -s /var/lib/observatoire/observatoire.db
if pgrep -u observatoire >/dev/null 2>&1; then fail "something of it runs after it was removed"; fi
must test -z "$(units)"
step "removed: data kept"

must apt-get purge -qq -y observatoire >>install.log 2>&1
left=$(find / -xdev -iname '*observatoire*' -not -path '/trial*' -not -path '/proc/*' -not -path '/sys/*' \
    -not -path '/var/cache/*' -not -path '/var/log/*' -not -path '/tmp/*')
must test -z "$left"
if getent passwd observatoire >/dev/null; then fail "its user is left"; fi
step "purged: nothing left"
echo "trial: passed"
