# Everything that can be made again is deleted; what fills the storage goes on.
# @instance app-1
rm -rf /var/lib/invoicely/exports/*
systemctl restart exporter
# @wait 45s
# @resolve
