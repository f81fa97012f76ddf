# Room at the customers' cost.
# @instance app-1
find /var/lib/invoicely/uploads -type f -size +40k -delete
systemctl restart exporter
# @wait 35s
# @resolve
