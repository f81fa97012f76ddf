#!/bin/bash
# What customers had before the incident: all invoices, and the attachments that came with the system.
export PGHOST=db PGUSER=invoicely PGPASSWORD=invoicely PGDATABASE=invoicely PGCONNECT_TIMEOUT=5
counts=$(psql -XAtc 'SELECT (SELECT count(*) FROM invoices), (SELECT count(*) FROM attachments WHERE uploaded_by IS NULL)') || exit 1
echo "invoices and attachments: $counts"
[ "$counts" = '20000|240' ]
