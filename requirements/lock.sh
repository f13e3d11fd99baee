#!/usr/bin/env bash
# Resolve the lock files anew: requirements/*.in → requirements/*.txt, for every platform, with hashes.
# torch and what only its accelerator builds need stay out of them: requirements/torch.txt and install.sh.
set -euo pipefail
cd "$(dirname "$0")"
uv=${UV:-../.venv/bin/uv}
links=${PIP_FIND_LINKS:-$(python3 -m pip config get global.find-links 2>/dev/null || true)}
torch=$(mktemp)
trap 'rm -f "$torch"' EXIT
if [ -n "$links" ]; then
  export UV_FIND_LINKS="$links"
  sed 's/^torch==\(.*\)$/torch==\1+cpu/' torch.txt >"$torch"
else
  cp torch.txt "$torch"
fi
for name in app dev; do
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
    --constraint "$torch" --no-emit-package torch --no-emit-package torchaudio --no-emit-package torchcodec \
    --no-emit-index-url --no-emit-find-links "$name.in" --output-file "$name.txt" "$@"
done
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-deps \
  models.in --output-file models.txt "$@"
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --constraint dev.txt samples.in --output-file samples.txt "$@"
