# Edited and forgotten: nginx still runs with what it read before.
# @instance proxy
sed -i -E 's/client_max_body_size [^;]+;/client_max_body_size 25m;/' $(grep -rl client_max_body_size /etc/nginx/nginx.conf /etc/nginx/conf.d /etc/nginx/sites-available)
nginx -t
# @wait 3s
# @resolve
