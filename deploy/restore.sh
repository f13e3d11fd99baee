#!/usr/bin/env bash
# Bring a house back from FOLDER, as deploy/backup.sh wrote it, into an empty database and an empty object store.
#
#   deploy/restore.sh FOLDER
#
# With Compose: deploy/make-secrets.sh, `docker compose up --detach --wait database objects`, then this, then
# `docker compose up --detach --wait`. For a house without Compose set PG_RESTORE, PSQL, PG_URL, EVERYCALL and
# SIGNING_KEY, as for deploy/backup.sh; the key is put where SIGNING_KEY says.
set -euo pipefail
house=$(cd "$(dirname "$0")/.." && pwd)
[ $# -eq 1 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folder=$(cd "$1" && pwd)
key=${SIGNING_KEY:-${EVERYCALL_SECRETS:-$house/deploy/secrets}/signing_key}

compose() { docker compose --project-directory "$house" "$@"; }

on_database() { # PROGRAM ARGUMENT…
  local program=$1
  shift
  if [ -n "${PG_URL:-}" ]; then
    "$program" "$@" --dbname="$PG_URL"
  else
    compose exec -T database "$program" "$@" --host=/var/run/postgresql --username=everycall --dbname=everycall
  fi
}

objects() {
  if [ -n "${EVERYCALL:-}" ]; then
    "$EVERYCALL" objects restore "$folder/objects"
  else # as `migrate`, whose key may make the bucket
    compose run --rm -T --no-deps --user "$(id -u):$(id -g)" --volume "$folder:/backup:ro" \
      migrate objects restore /backup/objects
  fi
}

(cd "$folder" && sha256sum --check --quiet SHA256SUMS) \
  || { echo "The backup in $folder is not what was written; nothing was restored." >&2; exit 1; }
tables=$(on_database "${PSQL:-psql}" --no-psqlrc --tuples-only --no-align \
  --command="SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" = 0 ] \
  || { echo "The database is not empty ($tables tables): restore into a new one, so that nothing is lost." >&2; exit 1; }
if [ -e "$key" ] && ! cmp -s "$folder/signing_key" "$key"; then
  mv "$key" "$key.before-restore"
  echo "The key that was at $key is now $key.before-restore."
fi
install -D -m "${SIGNING_KEY_MODE:-0444}" "$folder/signing_key" "$key"
# All or nothing: a dump that breaks off leaves the database empty.
on_database "${PG_RESTORE:-pg_restore}" --single-transaction --exit-on-error --no-owner --no-privileges \
  <"$folder/database.dump"
objects
echo "Restored from $folder."
