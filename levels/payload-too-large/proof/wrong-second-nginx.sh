# A hand-started nginx with a repaired copy of the configuration: gone with the next restart.
# @instance proxy
systemctl stop nginx
cp -a /etc/nginx /root/nginx
sed -i -E 's/client_max_body_size [^;]+;/client_max_body_size 25m;/' $(grep -rl client_max_body_size /root/nginx/nginx.conf /root/nginx/conf.d /root/nginx/sites-available)
sed -i 's|sites-enabled/\*|sites-available/*|' /root/nginx/nginx.conf
nginx -c /root/nginx/nginx.conf
# @wait 3s
# @resolve
