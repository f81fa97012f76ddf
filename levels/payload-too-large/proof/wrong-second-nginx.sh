# A hand-started nginx with a repaired copy of the configuration: gone with the next restart.
# @instance proxy
systemctl stop nginx
cp -a /etc/nginx /opt/nginx
sed -i -E 's/client_max_body_size [^;]+;/client_max_body_size 25m;/' $(grep -rl client_max_body_size /opt/nginx/nginx.conf /opt/nginx/conf.d /opt/nginx/sites-available)
sed -i 's|sites-enabled/\*|sites-available/*|' /opt/nginx/nginx.conf
nginx -c /opt/nginx/nginx.conf
# @wait 3s
# @resolve
