#!/bin/bash
# The exporter that takes the jobs is the service's own, and it will start with the instance.
sv status exporter | grep -q '^run:' || { echo 'the exporter service is not running'; exit 1; }
[ -e /etc/service/exporter ] && [ ! -e /etc/sv/exporter/down ] || { echo 'the exporter service is disabled'; exit 1; }
service=$(sv status exporter | sed -n 's/.*(pid \([0-9]*\)).*/\1/p')
others=$(pgrep -ax node | grep exporter/main.js | cut -d ' ' -f 1 | grep -vx "$service")
[ -z "$others" ] || { echo 'another exporter was started by hand'; exit 1; }
echo 'the exporter runs as a service'
