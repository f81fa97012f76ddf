#!/bin/sh
set -eu
cp -a "$1" "$2" && rm -rf "$2/history" "$2/node_modules"
cd $2 && git init -q && git add . && git commit -qm x
