#!/usr/bin/env bash
# What pre-commit runs, out of its own clone of stowage: builds it once, then checks the repository in the current folder.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd -P)
if [[ ! -f $root/dist/bundle/main.js ]]; then
  (cd -- "$root" && npm ci --include=dev --no-audit --no-fund) >&2
fi
exec "$root/bin/stowage" validate "$@"
