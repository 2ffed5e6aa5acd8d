#!/usr/bin/env bash
# Proves on a bare Debian 12 that `make run` works as written: once as root, once as a normal user, each twice.
#
#     tests/config/fresh_machine.sh [what to make besides, such as test]
#
# It needs root, debootstrap and the network. The bare system holds only Python with venv, make and the certificates;
# it is kept as an archive for the next time, and unpacked anew for each run. What this machine knows about reaching the
# package registries (settings of pip and npm, certificates) is lent to it.
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
kept=${BARE_SYSTEM:-/var/tmp/wholeplace-bare-debian.tar}
longest=${LONGEST:-180}
ports=(8397 8398)

if [ "${1:-}" != --inside ]; then
    [ "$(id -u)" = 0 ] || { echo "This must be run by root." >&2; exit 2; }
    if [ ! -e "$kept" ]; then
        made=$(mktemp -d /var/tmp/bare.XXXXXX)
        debootstrap --variant=minbase --include=python3,python3-venv,make,ca-certificates bookworm "$made"
        tar --directory "$made" --one-file-system --create --file "$kept" .
        rm -rf "$made"
    fi
    # Mounts and processes of the bare system go when this ends, however it ends.
    exec unshare --mount --pid --fork --kill-child "$0" --inside "$@"
fi
shift

bare=$(mktemp -d /var/tmp/bare.XXXXXX)
trap 'umount --recursive "$bare/proc" "$bare/dev"; rm -rf --one-file-system "$bare"' EXIT
tar --directory "$bare" --extract --file "$kept"
mount -t proc proc "$bare/proc"
mount --rbind /dev "$bare/dev"
for lent in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip /etc/npmrc /etc/ssl/certs/ca-certificates.crt; do
    if [ -e "$lent" ]; then mkdir -p "$bare$(dirname "$lent")" && cp -rL "$lent" "$bare$(dirname "$lent")/"; fi
done
chroot "$bare" useradd --create-home visitor

# As `git clone` would bring it, with what is not committed yet.
for home in root home/visitor; do
    mkdir "$bare/$home/wholeplace"
    (cd "$project" && git ls-files -z --cached --others --exclude-standard |
        while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
        tar --null --files-from=- --create) | tar --directory "$bare/$home/wholeplace" --extract
done
chroot "$bare" chown -R visitor: /home/visitor
chmod 700 "$bare/root" "$bare/home/visitor"

as() {
    local user=$1 home
    shift
    home=$([ "$user" = root ] && echo /root || echo /home/visitor)
    chroot --userspec="$user" "$bare" env HOME="$home" USER="$user" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        sh -c "cd $home/wholeplace && $*"
}

for who in root visitor; do
    port=${ports[$([ $who = root ] && echo 0 || echo 1)]}
    for start in first second; do
        echo "== $who, $start start"
        as $who "tests/config/serve_once.sh $port $longest"
    done
    for target in "$@"; do
        echo "== $who, make $target"
        as $who "make $target"
    done
done
echo "== both have passed"
