# @instance app-1
systemctl list-units
curl -s localhost:3000/healthz; echo
tail -n 5 /var/log/invoicely/exporter.log
df -h /var/lib/invoicely; df -i /var/lib/invoicely
du -sh /var/lib/invoicely/*
lsof +L1 /var/lib/invoicely
# @diagnose app disk-full
# @instance app-1
git -C /srv/app log -1 -p
sed -i -E 's/^EXPORT_KEEP=.*/EXPORT_KEEP=20/; s/^EXPORT_KEEP_PARTS=.*/EXPORT_KEEP_PARTS=no/; s/^EXPORT_TRACE=.*/EXPORT_TRACE=no/' /etc/invoicely/app.env
rm -f /etc/cron.d/invoicely-trace
cd /var/lib/invoicely/exports && ls -t invoices-*.csv | tail -n +21 | xargs -r rm
rm -rf parts/*
systemctl restart exporter
# @wait 40s
# @instance app-1
df -h /var/lib/invoicely
# @resolve
