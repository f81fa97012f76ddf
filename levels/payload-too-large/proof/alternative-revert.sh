# Roll back the deploy: revert the commit, install what the repository says, restart.
# @instance app-2
tail -n 20 /var/log/invoicely/app.log
# @instance proxy
grep 'too large body' /var/log/nginx/error.log | tail -n 2
# @diagnose proxy wrong-configuration
# @instance proxy
cd /srv/www && git revert --no-edit HEAD
rm -f /etc/nginx/conf.d/edge-limits.conf
cp -a deploy/nginx/. /etc/nginx/
systemctl restart nginx
# @wait 12s
# @resolve
