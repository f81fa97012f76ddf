# Enough for today's complaints, less than what the product promises.
# @instance proxy
sed -i -E 's/client_max_body_size [^;]+;/client_max_body_size 6m;/' $(grep -rl client_max_body_size /etc/nginx/nginx.conf /etc/nginx/conf.d /etc/nginx/sites-available)
nginx -s reload
# @wait 3s
# @resolve
