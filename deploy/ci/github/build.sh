#!/usr/bin/env bash
# Builds stowage in $STOWAGE_ROOT: npm's "prepare" compiles it, which takes the development dependencies. What is built
# stands alone: dist/bundle is all that is kept.
set -euo pipefail
cd -- "$STOWAGE_ROOT"
npm ci --include=dev --no-audit --no-fund
