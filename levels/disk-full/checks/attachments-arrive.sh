#!/bin/bash
# An attachment of random size can be saved, and there is room for more than just that one.
set -e
node /opt/customers/probe.js upload 300 4000
storage=/var/lib/observed
full=$(df --output=pcent "$storage" | tail -n 1 | tr -dc 0-9)
files=$(df --output=ipcent "$storage" | tail -n 1 | tr -dc 0-9)
echo "an attachment was saved; $full % of the bytes and $files % of the inodes are used"
[ "$full" -lt 88 ] && [ "$files" -lt 88 ]
