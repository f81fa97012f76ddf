# Leave the settings as billing wants them, and clear up every minute: old exports, parts, and the trace emptied in place.
# @instance app-1
journalctl -u exporter -n 5
df -i /var/lib/invoicely; df -h /var/lib/invoicely
# @diagnose app disk-full
# @instance app-1
cat > /usr/local/sbin/clear-exports <<'SCRIPT'
#!/bin/sh
cd /var/lib/invoicely/exports || exit 1
ls -t | grep '^invoices-' | tail -n +11 | xargs -r rm -f
find parts -mindepth 1 -maxdepth 1 -type d -mmin +0 -exec rm -rf {} +
[ ! -f trace.log ] || truncate -s 0 trace.log
SCRIPT
chmod 755 /usr/local/sbin/clear-exports
rm -f /etc/cron.d/invoicely-trace
echo '* * * * * root /usr/local/sbin/clear-exports' > /etc/cron.d/clear-exports
/usr/local/sbin/clear-exports
sv restart exporter
# @wait 190s
# @resolve
