#!/bin/bash
# A change that tightens nginx's limits goes out: committed to the repository as a colleague would, installed, reloaded.
set -eu
cd /srv/www/deploy/nginx
site=sites-available/invoicely

# The limit moves away from the site's server block, with its comment.
without_site_limit() { sed -i '/# Attachments: the product promises/d; /client_max_body_size/,+1d' $site; }

case $FD_PLACE in
  http)
    without_site_limit
    sed -i "s/^  keepalive_timeout 65;/  keepalive_timeout 30;\n  client_header_timeout 10s;\n  client_body_timeout 15s;\n  client_max_body_size $FD_LIMIT;/" nginx.conf
    subject='Set timeouts and limits in one place' ;;
  server)
    sed -i "/# Attachments: the product promises/d; s/client_max_body_size .*/client_max_body_size $FD_LIMIT;\n  client_body_timeout 15s;/" $site
    subject='Lower body size and timeout after the load report' ;;
  snippet)
    without_site_limit
    printf '%s\n' '# Limits of the edge, the same for all our products.' 'client_header_timeout 10s;' 'client_body_timeout 15s;' \
      "client_max_body_size $FD_LIMIT;" 'large_client_header_buffers 4 8k;' > conf.d/edge-limits.conf
    subject='Use the common edge limits' ;;
  location)
    sed -i "s|^  location = /healthz {|  # Writing to an invoice is rare and needs less room than the rest of the API.\n  location ~ ^/api/invoices/[0-9]+/ {\n    include snippets/proxy.conf;\n    client_max_body_size $FD_LIMIT;\n    proxy_pass http://invoicely;\n  }\n\n&|" $site
    subject='Give invoice writes limits of their own' ;;
esac

when=$(date -u -d '-25 minutes' +%FT%T+00:00)
mail=$(echo "$FD_WHO" | tr 'A-Z ' 'a-z.')@invoicely.example
git add -A .
GIT_AUTHOR_NAME=$FD_WHO GIT_AUTHOR_EMAIL=$mail GIT_AUTHOR_DATE=$when \
  GIT_COMMITTER_NAME=$FD_WHO GIT_COMMITTER_EMAIL=$mail GIT_COMMITTER_DATE=$when git commit -q -m "$subject ($FD_TICKET)"
cp -a . /etc/nginx/
nginx -t -q
nginx -s reload
