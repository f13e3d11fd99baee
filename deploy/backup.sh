#!/usr/bin/env bash
# Back a house up into FOLDER: its database, every object, and the key that signs its days. The house goes on working.
#
#   deploy/backup.sh FOLDER
#
# The database is dumped first, so that every object it speaks of is there to be copied after it. A FOLDER that holds
# an earlier backup is brought up to date: objects that it has already are not copied again.
#
# Left alone it speaks to the services of docker-compose.yml. For a house without Compose set
#   PG_DUMP       the pg_dump to run, of the server's version or newer; it is told PG_URL
#   PG_URL        the database's address, as postgresql://everycall:…@host/everycall
#   EVERYCALL     the everycall program, which finds its object store by its own settings
#   SIGNING_KEY   the file of the key
set -euo pipefail
house=$(cd "$(dirname "$0")/.." && pwd)
[ $# -eq 1 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
umask 077
mkdir -p "$1"
folder=$(cd "$1" && pwd)

compose() { docker compose --project-directory "$house" "$@"; }

dump() {
  if [ -n "${PG_DUMP:-}" ]; then
    "$PG_DUMP" --format=custom --no-owner --no-privileges --dbname="$PG_URL"
  else
    compose exec -T database pg_dump --format=custom --no-owner --no-privileges \
      --host=/var/run/postgresql --username=everycall --dbname=everycall
  fi
}

objects() {
  if [ -n "${EVERYCALL:-}" ]; then
    "$EVERYCALL" objects save "$folder/objects"
  else
    compose run --rm -T --no-deps --user "$(id -u):$(id -g)" --volume "$folder:/backup" api objects save /backup/objects
  fi
}

dump >"$folder/.database.dump"
mv "$folder/.database.dump" "$folder/database.dump"
mkdir -p "$folder/objects"
objects
install -m 0400 "${SIGNING_KEY:-${EVERYCALL_SECRETS:-$house/deploy/secrets}/signing_key}" "$folder/signing_key"
(cd "$folder" && sha256sum database.dump objects/objects.jsonl signing_key >SHA256SUMS)
echo "Backed up into $folder. It holds the calls and the signing key: keep it encrypted, and apart from the house."
