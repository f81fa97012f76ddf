# Nothing fills the storage any more, and nobody gets an export.
# @instance app-1
systemctl disable exporter
systemctl stop exporter
rm -rf /var/lib/invoicely/exports/*
# @wait 45s
# @resolve
