# The exports move to the instance's own disk, where they go on piling up.
# @instance app-1
systemctl stop exporter
rm -rf /var/lib/invoicely/exports
install -d -o invoicely -g invoicely /srv/exports
ln -s /srv/exports /var/lib/invoicely/exports
systemctl start exporter
# @wait 45s
# @resolve
