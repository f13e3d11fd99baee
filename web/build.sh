#!/usr/bin/env bash
# Build the workbench into web/dist, which the API serves.
set -euo pipefail
cd "$(dirname "$0")"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null \
  || { echo "The workbench needs Node 20.19 or newer to be built; $(node --version 2>/dev/null || echo "there is no Node") is here. The API works without it." >&2; exit 1; }
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Fetching what the workbench is built with (about 15 seconds) …"
  npm ci --no-audit --no-fund --loglevel=error
fi
echo "Building the workbench …"
npx vite build --logLevel warn
