#!/bin/bash
# Would the repair survive a restart of nginx? Without restarting it: the nginx that answers must be the service's own, and a
# second one with a copy of its configuration, on a port of its own, must take a large attachment too.
set -u
port=18480
copy=$(mktemp -d)
stop() { [ ! -s "$copy/pid" ] || kill "$(cat "$copy/pid")"; rm -rf "$copy"; }
trap stop EXIT
fail() { echo "$1"; exit 1; }

master=$(sv status nginx | sed -n 's/^run: nginx: (pid \([0-9]*\)).*/\1/p')
[ -n "$master" ] || fail 'the nginx service is not running'
[ -e /etc/service/nginx ] && [ ! -e /etc/sv/nginx/down ] || fail 'the nginx service is disabled'
ss -Hltnp 'sport = :80' | grep -q "pid=$master," || fail 'something else than the nginx service listens on port 80'

conf=$(tr '\0' '\n' < "/proc/$master/cmdline" | sed -n '/^-c$/{n;p}')
conf=${conf:-/etc/nginx/nginx.conf}
dir=$(dirname "$conf")
cp -aL "$dir/." "$copy/" || fail 'the configuration cannot be read'
find "$copy" -type f -exec sed -i -E \
  -e "s#$dir/#$copy/#g; s#^(\s*)pid\s[^;]*;#\1#; /^\s*listen\s+\[::\]/d" \
  -e "s#^(\s*listen\s+)([0-9.*]+:)?80\b#\1127.0.0.1:$port#" \
  -e 's#^(\s*)access_log\s[^;]*;#\1access_log off;#; s#^(\s*)error_log\s[^;]*;#\1error_log /dev/null;#' {} +
nginx -c "$copy/$(basename "$conf")" -g "pid $copy/pid;" 2> "$copy/errors" || fail "nginx would not start: $(head -n 1 "$copy/errors")"

base=http://127.0.0.1:$port/api
call() { curl -s -m 10 --retry 5 --retry-connrefused --retry-delay 1 -b "$copy/cookie" -c "$copy/cookie" "$@"; }
call -o /dev/null "$base/session" -H 'content-type: application/json' -d '{"email":"keiko@fennel.example","password":"invoicely"}'
invoice=$(call "$base/invoices" | jq -r '.rows[0].id')
head -c $((18000000 + RANDOM * 60)) /dev/urandom > "$copy/scan.pdf"
answer=$(call -F "file=@$copy/scan.pdf;type=application/pdf" "$base/invoices/$invoice/attachments")
id=$(echo "$answer" | jq -r '.id // empty' 2> /dev/null)
[ -n "$id" ] || fail 'after a restart a large attachment would be refused again'
call -o /dev/null -X DELETE "$base/attachments/$id"
echo 'a second nginx with the same configuration takes a large attachment'
