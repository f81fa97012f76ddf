# Keep the general limit, and give the API's locations what attachments need.
# @instance app-1
journalctl -u invoicely -n 20
# @instance proxy
journalctl -u nginx -n 40 | grep 413
# @diagnose proxy limit-too-low
# @instance proxy
sed -i '/client_max_body_size/d' /etc/nginx/sites-available/invoicely
sed -i 's|include snippets/proxy.conf;|&\n    client_max_body_size 40m;|' /etc/nginx/sites-available/invoicely
nginx -t && service nginx reload
# @wait 12s
# @resolve
