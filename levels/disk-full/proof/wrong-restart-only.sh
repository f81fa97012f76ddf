# @instance app-1
df -h /var/lib/invoicely
systemctl restart exporter invoicely
# @instance app-2
systemctl restart invoicely
# @wait 35s
# @resolve
