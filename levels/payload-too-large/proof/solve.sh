# The request is in no log of the application ...
# @instance app-1
systemctl status invoicely
grep attachments /var/log/invoicely/app.log | tail -n 5
# ... but the proxy has it, with the reason.
# @instance proxy
awk '/attachments/ {print $5}' /var/log/nginx/access.log | sort | uniq -c
grep ' 413 ' /var/log/nginx/access.log | tail -n 3
tail -n 3 /var/log/nginx/error.log
# @diagnose proxy limit-too-low
# @instance proxy
git -C /srv/www log -1 --stat
nginx -T 2>/dev/null | grep -n client_max_body_size
sed -i -E 's/client_max_body_size [^;]+;/client_max_body_size 25m;/' $(grep -rl client_max_body_size /etc/nginx/nginx.conf /etc/nginx/conf.d /etc/nginx/sites-available)
nginx -t && nginx -s reload
# @wait 12s
# @resolve
