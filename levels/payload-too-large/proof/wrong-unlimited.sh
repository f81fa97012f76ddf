# No limit at all, on a proxy that the whole world can reach.
# @instance proxy
sed -i -E 's/client_max_body_size [^;]+;/client_max_body_size 0;/' $(grep -rl client_max_body_size /etc/nginx/nginx.conf /etc/nginx/conf.d /etc/nginx/sites-available)
nginx -s reload
# @wait 3s
# @resolve
