#!/usr/bin/env bash
# Make the secrets that docker-compose.yml mounts, at random, into FOLDER (left out: deploy/secrets). What is there
# already stays: a password that a database was made with cannot simply be replaced.
#
#   deploy/make-secrets.sh [FOLDER]
set -euo pipefail
folder=${1:-"$(dirname "$0")/secrets"}
command -v openssl >/dev/null || { echo "openssl is needed to make secrets; install it, or write the files by hand (docs/deploy.md)." >&2; exit 1; }

# The folder keeps other users of this machine out. The files themselves can be read by any user, because containers
# see them one by one under users of their own.
umask 077
mkdir -p "$folder"
chmod 0700 "$folder"

random() { openssl rand -hex 24; } # hexadecimal: it needs no quoting in any address

keep() { # NAME: takes standard input for its content unless it is there
  if [ -e "$folder/$1" ]; then
    cat >/dev/null
    echo "kept  $folder/$1"
    return
  fi
  cat >"$folder/.$1"
  chmod 0444 "$folder/.$1"
  mv "$folder/.$1" "$folder/$1"
  echo "made  $folder/$1"
}

said() { cat "$folder/$1"; }

random | keep database_password
printf 'postgresql://everycall:%s@database:5432/everycall\n' "$(said database_password)" | keep database_url

random | keep broker_password
printf 'default_user = everycall\ndefault_pass = %s\n' "$(said broker_password)" | keep broker_credentials
printf 'amqp://everycall:%s@broker:5672//\n' "$(said broker_password)" | keep broker_url

# Two keys: the house's reads and writes one bucket; the keeper's, which only `migrate` is given, makes it.
random | keep objects_password
random | keep objects_keeper_password
keep objects_identities <<JSON
{"identities": [
  {"name": "keeper", "credentials": [{"accessKey": "keeper", "secretKey": "$(said objects_keeper_password)"}],
   "actions": ["Admin"]},
  {"name": "everycall", "credentials": [{"accessKey": "everycall", "secretKey": "$(said objects_password)"}],
   "actions": ["Read:everycall", "Write:everycall", "List:everycall", "Tagging:everycall"]}
]}
JSON
printf 's3://everycall:%s@objects:8333/everycall\n' "$(said objects_password)" | keep objects_url
printf 's3://keeper:%s@objects:8333/everycall\n' "$(said objects_keeper_password)" | keep objects_keeper_url

random | keep events_secret
# Seals what is said in calls, and their sound. Lost, nothing of it can be read: keep a copy elsewhere.
openssl rand -base64 32 | keep content_key
# Signs the days (docs/receipts.md). Lost, no further day can be sealed as this house's: keep a copy elsewhere.
openssl genpkey -algorithm ed25519 | keep signing_key
