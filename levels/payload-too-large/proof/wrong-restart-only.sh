# Turning it off and on again.
# @instance proxy
grep ' 413 ' /var/log/nginx/access.log | tail -n 1
systemctl restart nginx
# @instance app-1
systemctl restart invoicely
# @instance app-2
systemctl restart invoicely
# @wait 3s
# @resolve
