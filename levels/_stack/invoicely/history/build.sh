#!/bin/sh
# Rebuilds Invoicely's repository, with its whole history and always the same commits, from the patches beside this script.
#   build.sh SOURCE TARGET
# Fails when the history does not end in SOURCE as it is: then a patch is missing (see record.sh).
set -eu
source=$(cd "$1" && pwd)
mkdir -p "$2"
target=$(cd "$2" && pwd)
export GIT_COMMITTER_NAME='Invoicely deploy' GIT_COMMITTER_EMAIL=deploy@invoicely.example GIT_CONFIG_NOSYSTEM=1
am() { git -C "$target" -c gc.auto=0 am -q --committer-date-is-author-date "$@"; }

git init -q -b main "$target"
am "$source"/history/0001-*.patch
# The lock file is npm's work and not a patch: one commit holds the one that is installed.
cp "$source/package-lock.json" "$target/"
git -C "$target" add package-lock.json
GIT_AUTHOR_NAME='Priya Raman' GIT_AUTHOR_EMAIL=priya.raman@invoicely.example \
  GIT_AUTHOR_DATE=2025-10-06T09:30:00+02:00 GIT_COMMITTER_DATE=2025-10-06T09:30:00+02:00 \
  git -C "$target" commit -q -m 'Lock the versions that deploys install'
am $(ls "$source"/history/*.patch | tail -n +2)
git -C "$target" repack -adq

if ! diff -r -x .git -x history -x node_modules "$source" "$target"; then
  echo "The source has changed since the last patch: record the change with invoicely/history/record.sh." >&2
  exit 1
fi
