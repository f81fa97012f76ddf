#!/bin/bash
# The attachments that customers had before the incident: known to the database, and byte for byte in the storage.
export PGHOST=db PGUSER=invoicely PGPASSWORD=invoicely PGDATABASE=invoicely PGCONNECT_TIMEOUT=5
list=$(psql -XAtF '  ' -c 'SELECT sha256, stored_as FROM attachments WHERE uploaded_by IS NULL') || exit 1
known=$(echo "$list" | grep -c .)
cd /var/lib/observed/uploads || exit 1
lost=$(echo "$list" | sha256sum -c --quiet 2> /dev/null | grep -c FAILED)
echo "$known of 240 attachments are known, $lost of them lost or changed"
[ "$known" = 240 ] && [ "$lost" = 0 ]
