#!/usr/bin/env bash
# Follows docs/how-to/deploy.md in a bare Debian 12: every command of its blocks, in order, but those marked "not in the
# trial"; then what systemd would do: each unit's own start line, as its own user. Then it asks the site through nginx,
# takes a backup, drops the database, restores it as the guide says, and asks again.
#
#     tests/config/follow_the_guide.sh
#
# It needs root, debootstrap and the network, as tests/config/fresh_machine.sh does, and shares its bare system.
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
kept=${BARE_SYSTEM:-/var/tmp/wholeplace-bare-debian.tar}

if [ "${1:-}" != --inside ]; then
    [ "$(id -u)" = 0 ] || { echo "This must be run by root." >&2; exit 2; }
    if [ ! -e "$kept" ]; then
        made=$(mktemp -d /var/tmp/bare.XXXXXX)
        debootstrap --variant=minbase --include=python3,python3-venv,make,ca-certificates bookworm "$made"
        tar --directory "$made" --one-file-system --create --file "$kept" .
        rm -rf "$made"
    fi
    exec unshare --mount --pid --fork --kill-child "$0" --inside
fi

bare=$(mktemp -d /var/tmp/bare.XXXXXX)
trap 'umount --recursive "$bare/proc" "$bare/dev"; rm -rf --one-file-system "$bare"' EXIT
tar --directory "$bare" --extract --file "$kept"
mount -t proc proc "$bare/proc"
mount --rbind /dev "$bare/dev"
for lent in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip /etc/npmrc /etc/ssl/certs/ca-certificates.crt \
    /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d; do
    if [ -e "$lent" ]; then mkdir -p "$bare$(dirname "$lent")" && cp -rLT "$lent" "$bare$lent"; fi
done
printf '#!/bin/sh\nexit 101\n' > "$bare/usr/sbin/policy-rc.d" && chmod 755 "$bare/usr/sbin/policy-rc.d"

RELEASE=0.1.0
mkdir -p "$bare/opt/wholeplace/$RELEASE"
(cd "$project" && git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
    tar --null --files-from=- --create) | tar --directory "$bare/opt/wholeplace/$RELEASE" --extract

# What this machine knows about reaching the registries comes along; nothing that its own site is told does.
unset RUNTIME_DATABASE_URL MIGRATOR_DATABASE_URL DATABASE_URL SECRET_KEY CONTEXT_KEY WHOLEPLACE_DEVELOPMENT WHOLEPLACE_STATE
unset STATIC_ROOT PIP_FIND_LINKS DJANGO_SETTINGS_MODULE
inside() {
    chroot "$bare" env HOME=/root USER=root LANG=C.UTF-8 LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive TMPDIR=/tmp \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -euo pipefail -c "$1"
}

# The blocks of the guide whose first line says so, without what the trial leaves out.
blocks() {
    awk -v wanted="$1" '/^```/ { within = !within && $0 == wanted; next } within' "$project/docs/how-to/deploy.md" |
        grep -v '# not in the trial'
}

echo "== the guide"
inside "apt-get update --quiet=2
    apt-get install --quiet=2 --yes --no-install-recommends systemd curl openssl ca-certificates > /dev/null 2>&1"
# Debian has made its list of certificates anew: lend this machine's again.
cp -L /etc/ssl/certs/ca-certificates.crt "$bare/etc/ssl/certs/"
guide="$bare/root/guide.sh"
{
    echo 'set -x'
    echo 'BACKUP_RECIPIENT=$(cat /root/public 2> /dev/null || true)'
    blocks '```sh' | sed 's|^echo "BACKUP_RECIPIENT=|BACKUP_RECIPIENT=$(.venv/bin/python -m wholeplace.config.backups key /root/private-key)\n&|'
} > "$guide"
inside "bash -euo pipefail /root/guide.sh" || { echo "THE GUIDE FAILED"; exit 1; }

# What systemd does with a unit: its environment, its user, its folder, its start lines.
run_unit() {
    local unit="$bare/etc/systemd/system/$1.service" user folder
    user=$(sed -n 's/^User=//p' "$unit")
    folder=$(sed -n 's/^WorkingDirectory=//p' "$unit")
    {
        echo 'set -euo pipefail; set -a'
        sed -n 's/^EnvironmentFile=\(.*\)/. \1/p' "$unit"
        sed -n 's/^Environment=\(.*\)/export \1/p' "$unit" | sed "s|%d|/run/credentials-$1|"
        echo 'set +a'
        sed -n 's/^RuntimeDirectory=\(.*\)/install -d -o '"$user"' -g '"$user"' \/run\/\1/p' "$unit"
        sed -n 's/^StateDirectory=\(.*\)/install -d -m 700 -o '"$user"' -g '"$user"' \/var\/lib\/\1/p' "$unit"
        sed -n 's/^LoadCredential=\(.*\):\(.*\)/install -D -m 400 -o '"$user"' \2 \/run\/credentials-'"$1"'\/\1/p' "$unit"
        echo "cd ${folder:-/}"
        sed -n 's/^ExecStart=\(.*\)/setpriv --reuid='"$user"' --regid='"$user"' --clear-groups --no-new-privs \1/p' "$unit" |
            sed "s|\(--dbname=\S*\)|'\1'|; s|\(--database \)\(\S*\)|\1'\2'|"
    } > "$bare/root/$1.sh"
    inside "bash /root/$1.sh"
}

ask() { # path, what must stand in the answer
    inside "for try in \$(seq 60); do curl --silent --max-time 20 --cacert /etc/wholeplace/tls/site.crt \
        --resolve wholeplace.example:443:127.0.0.1 https://wholeplace.example$1 > /tmp/answer && grep -q '$2' /tmp/answer && exit 0; sleep 1; done
        head -c 2000 /tmp/answer; exit 1" || { echo "NOT ANSWERED: $1"; exit 1; }
    echo "answered: $1"
}

serve() {
    run_unit wholeplace-site > "$bare/root/site.log" 2>&1 &
    ask / Wholeplace
}

stop() {
    inside "pkill -f 'gunicorn wholeplace' && while pgrep -f 'gunicorn wholeplace' > /dev/null; do sleep 0.2; done" || :
}

# The first person of the guide signs in through nginx, as a browser would.
sign_in() {
    inside "rm -f /tmp/jar; at() { curl --silent --cacert /etc/wholeplace/tls/site.crt --cookie /tmp/jar --cookie-jar /tmp/jar \\
            --resolve wholeplace.example:443:127.0.0.1 \"\$@\"; }
        token=\$(at https://wholeplace.example/sign-in | sed -n 's/.*name=\"csrfmiddlewaretoken\" value=\"\([^\"]*\)\".*/\1/p' | head -1)
        at --output /dev/null --referer https://wholeplace.example/sign-in --data-urlencode \"csrfmiddlewaretoken=\$token\" \\
            --data-urlencode username=robin.vale@ashcombe.example.org --data-urlencode 'password=three quiet words' https://wholeplace.example/sign-in
        at https://wholeplace.example/home | grep -q 'Ashcombe'" || { echo "THE FIRST PERSON CANNOT SIGN IN"; exit 1; }
    echo "the first person signed in"
}

echo "== the site, by its unit's own start line"
serve_began=$SECONDS
inside nginx
serve
sign_in
for unit in wholeplace-site wholeplace-log wholeplace-backup; do
    echo "  $unit: $(sed -n 's/^User=//p' "$bare/etc/systemd/system/$unit.service")"
done
inside "curl --silent --output /dev/null --write-out '%{http_code}\n' --insecure --resolve other.example:443:127.0.0.1 https://other.example/ || echo refused" | tail -1 | grep -q refused || { echo "ANOTHER NAME IS ANSWERED"; exit 1; }
echo "another name is refused"

echo "== a backup, by the units' own start lines"
run_unit wholeplace-log > "$bare/root/log.log" 2>&1 &
run_unit wholeplace-backup
inside "runuser -u postgres -- psql --quiet --tuples-only --command 'SELECT pg_switch_wal()' > /dev/null; sleep 3"
run_unit wholeplace-keep-log
for user in wholeplace-site wholeplace-seal wholeplace-migrator www-data postgres; do
    ! inside "setpriv --reuid=$user --regid=$user --clear-groups ls /var/lib/wholeplace-backup 2> /dev/null" ||
        { echo "$user SEES THE BACKUPS"; exit 1; }
    ! inside "setpriv --reuid=$user --regid=$user --clear-groups cat /etc/wholeplace/keys.env 2> /dev/null" ||
        { echo "$user READS THE KEYS"; exit 1; }
done
echo "nobody else sees backups or keys"
if [ -e "$project/wholeplace/doors/cli/management/commands/seal_trail.py" ]; then run_unit wholeplace-seal; fi

echo "== the database is lost, and restored as the guide says"
stop
restore_began=$SECONDS
inside "runuser -u postgres -- psql --quiet --command 'DROP DATABASE wholeplace WITH (FORCE)'"
{ echo 'set -x; PRIVATE_KEY=/root/private-key'; blocks '```sh restore'; } > "$bare/root/restore.sh"
inside "bash -euo pipefail /root/restore.sh" || { echo "THE RESTORE FAILED"; exit 1; }
serve
echo "restored and answering after $((SECONDS - restore_began)) s"
sign_in
inside "runuser -u wholeplace-backup -- /opt/wholeplace/current/.venv/bin/python -c 1"
stop
inside "nginx -s stop; pg_ctlcluster 15 main stop --mode=fast" || :
echo "== the guide was followed, in $((SECONDS - serve_began)) s after it was set up"
