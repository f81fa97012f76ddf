#!/bin/sh
# Makes the database cluster and loads schema and data, as root, while the image is built; ends with a clean stop,
# so that no instance has to replay the log at its start.
set -eu
data=$1 schema=$2
pg() { setpriv --reuid postgres --regid postgres --clear-groups "$@"; }
psql_() { pg psql -v ON_ERROR_STOP=1 -q -d "$@"; }

cp -a /etc/postgresql/15/main /tmp/configuration && rm -rf /etc/postgresql/15/main
pg_createcluster --locale C.UTF-8 15 main
cp -a /tmp/configuration/. /etc/postgresql/15/main/ && rm -rf /tmp/configuration
echo "include_dir = 'conf.d'" >> /etc/postgresql/15/main/postgresql.conf
install -d -o postgres -g postgres -m 2775 /run/postgresql
server="/usr/lib/postgresql/15/bin/pg_ctl -D /var/lib/postgresql/15/main -w -s"
pg $server -o '-c config_file=/etc/postgresql/15/main/postgresql.conf -c fsync=off' -l /tmp/load.log start || { cat /tmp/load.log && exit 1; }

psql_ postgres -c "CREATE ROLE invoicely LOGIN PASSWORD 'invoicely'" -c 'CREATE DATABASE invoicely OWNER invoicely'
{
  echo 'SET ROLE invoicely;'
  cat "$schema"
  echo 'RESET ROLE;'
  for table in accounts users customers invoices line_items attachments; do
    printf '%s\n' "\\copy $table FROM '$data/$table.tsv'"
  done
  for table in accounts users customers invoices attachments; do
    echo "SELECT setval(pg_get_serial_sequence('$table', 'id'), max(id)) FROM $table;"
  done
} | psql_ invoicely > /dev/null
psql_ invoicely -c 'VACUUM (ANALYZE, FREEZE)' -c 'CHECKPOINT'
[ "$(psql_ invoicely -Atc 'SELECT count(*) > 0 FROM attachments')" = t ]
pg $server -m fast stop
sync
