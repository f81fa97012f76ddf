#!/bin/sh
# Records what has changed in Invoicely's source since the last patch as the next commit of its history.
#   record.sh 'Name <mail>' DATE 'Subject'
set -eu
[ $# = 3 ] || { echo "usage: $0 'Name <mail>' DATE 'Subject'" >&2 && exit 1; }
history=$(cd "$(dirname "$0")" && pwd)
source=$(dirname "$history")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$history/build.sh" "$source" "$work/repository" > /dev/null 2>&1 && echo 'Nothing has changed.' >&2 && exit 1
cd "$work/repository"
git rm -rq . && (cd "$source" && tar -c --exclude ./history --exclude ./node_modules .) | tar -x
git add -A
export GIT_COMMITTER_NAME=record GIT_COMMITTER_EMAIL=record@invoicely.example
git commit -q --author "$1" --date "$2" -m "$3"
next=$(($(ls "$history"/*.patch | wc -l) + 1))
git format-patch -q -1 -N --zero-commit --no-signature --no-stat --start-number "$next" -o "$history"
ls "$history"/*.patch | tail -n 1
