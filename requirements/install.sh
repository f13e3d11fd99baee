#!/usr/bin/env bash
# Make .venv hold exactly what the named lock files say: install.sh app | install.sh dev [samples]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || { echo "EveryCall needs Python 3.11 or newer; $("$python" --version) is at '$python'. Set PYTHON=/path/to/python3.11." >&2; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

locks=()
for name in "$@"; do locks+=(-r "requirements/$name.txt"); done

# Where pip is told of a folder of wheels, torch comes from there; else uv picks the build for this machine's accelerator.
links=${PIP_FIND_LINKS:-$(.venv/bin/python -m pip config get global.find-links 2>/dev/null || true)}
torch=requirements/torch.txt
backend=(--torch-backend=auto)
if [ -n "$links" ]; then
  export UV_FIND_LINKS="$links"
  mkdir -p var
  torch=var/torch.txt
  sed 's/^torch==\(.*\)$/torch==\1+cpu/' requirements/torch.txt >"$torch"
  backend=()
fi
.venv/bin/uv pip install --quiet --python .venv/bin/python "${backend[@]+"${backend[@]}"}" "${locks[@]}" -r "$torch"
# librosa compiles its loops when it is first imported, half a minute of one core: once here, beside the downloads.
.venv/bin/python -c 'from librosa import yin' &
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps -r requirements/models.txt
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
wait
