# Roll back the deploy, then clear what it left behind.
# @instance app-2
tail -n 3 /var/log/invoicely/app.log
df -h; df -i
# @diagnose worker disk-full
# @instance app-1
cd /srv/app && git revert --no-edit HEAD
install -m 640 -g invoicely deploy/app.env /etc/invoicely/app.env
rm -f /etc/cron.d/invoicely-trace
find /var/lib/invoicely/exports -mindepth 1 -mmin +2 -delete
service exporter restart
# @wait 75s
# @resolve
