#!/bin/bash
# Exports that were moved off the storage must not fill another disk instead: there, too, old ones must go as new ones come.
dir=$(readlink -f /var/lib/invoicely/exports)
case $dir in /var/lib/invoicely/*) echo 'exports are on the storage'; exit 0 ;; esac
newest() { find "$dir" -name 'invoices-*.csv' | sed 's/.*-\([0-9]*\)\.csv/\1/' | sort -n | tail -n 1; }
size() { du -sk "$dir" | cut -f 1; }
first=$(newest) before=$(size)
for _ in $(seq 40); do
  [ $(($(newest) - ${first:-0})) -ge 4 ] && break
  sleep 0.5
done
after=$(size)
echo "exports are in $dir, which grew by $((after - before)) KB with $(($(newest) - ${first:-0})) more exports"
[ $((after - before)) -lt 500 ]
