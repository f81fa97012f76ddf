#!/bin/bash
# A change of the exporter's settings goes out: committed as a colleague would, installed, services restarted.
set -eu
cd /srv/app
case $FD_LEFTOVER in
  exports)
    sed -i 's/^EXPORT_KEEP=.*/EXPORT_KEEP=0/' deploy/app.env
    subject='Keep every export until billing has compared them' ;;
  parts)
    sed -i 's/^EXPORT_KEEP_PARTS=.*/EXPORT_KEEP_PARTS=yes/' deploy/app.env
    subject='Keep the parts of exports for support' ;;
  trace)
    sed -i 's/^EXPORT_TRACE=.*/EXPORT_TRACE=yes/' deploy/app.env
    cat > deploy/cron.d/invoicely-trace <<'CRON'
# The trace of exports grows quickly: start over when it is large.
* * * * * root find /var/lib/invoicely/exports -name trace.log -size +1M -delete
CRON
    subject='Trace exported lines to compare them with billing' ;;
esac

# The same moment on both back ends, so that both have the same commit.
when=$(date -u -d '-3 hours' +%FT%H:00:00+00:00)
mail=$(echo "$FD_WHO" | tr 'A-Z ' 'a-z.')@invoicely.example
git add -A .
GIT_AUTHOR_NAME=$FD_WHO GIT_AUTHOR_EMAIL=$mail GIT_AUTHOR_DATE=$when \
  GIT_COMMITTER_NAME=$FD_WHO GIT_COMMITTER_EMAIL=$mail GIT_COMMITTER_DATE=$when git commit -q -m "$subject ($FD_TICKET)"
install -m 640 -g invoicely deploy/app.env /etc/invoicely/app.env
install -m 644 deploy/cron.d/* /etc/cron.d/
[ -e /etc/sv/exporter/down ] || sv -w 10 restart exporter > /dev/null
