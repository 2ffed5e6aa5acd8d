#!/bin/sh
# Starts the site with `make run`, opens its front page, stops it, and says how long it took to be ready.
#
#     tests/config/serve_once.sh PORT [the longest it may take, in seconds]
set -eu
cd "$(dirname "$0")/../.."

port=$1
longest=${2:-180}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
seconds() { echo $(($(date +%s) - began)); }

began=$(date +%s)
make run PORT="$port" > "$log" 2>&1 &
site=$!
until grep -q "^Wholeplace is at" "$log"; do
    sleep 0.5
    if ! kill -0 $site 2> /dev/null || [ "$(seconds)" -gt "$longest" ]; then
        cat "$log"
        echo "NOT READY after $(seconds) s"
        kill $site 2> /dev/null || :
        exit 1
    fi
done
ready=$(seconds)
python3 -c "import urllib.request as web; print('front page:', web.urlopen('http://127.0.0.1:$port/').status)"

kill $site
wait $site 2> /dev/null || :
grep -E "^(✓|✗|·|It was|Stopped)" "$log" || :
if python3 -c "import socket; socket.create_connection(('127.0.0.1', $port), 5)" 2> /dev/null; then
    echo "SOMETHING STILL LISTENS on port $port"
    exit 1
fi
# A process that has ended, but whom nobody has taken note of yet, has no command any more.
printf '%s/\n' "${WHOLEPLACE_STATE:-/var/tmp/wholeplace-$(id -u)/$(printf %s "$PWD" | sha256sum | cut -c1-12)}" > "$log"
if grep -laFf "$log" /proc/[0-9]*/cmdline 2> /dev/null; then
    echo "THE SERVER RUNS ON"
    exit 1
fi
echo "READY in $ready s"
