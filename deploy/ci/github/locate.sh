#!/usr/bin/env bash
# Finds the stowage to check with, and says where it is and what is in it: root and content in $GITHUB_OUTPUT.
set -euo pipefail

fail() {
  echo "::error title=stowage::$1"
  exit 2
}

check_node() {
  local version major minor
  version=$(node --version 2>/dev/null) || fail 'There is no Node on this runner: put actions/setup-node before this step.'
  IFS=. read -r major minor _ <<<"${version#v}"
  ((major > 20 || (major == 20 && minor >= 19))) ||
    fail "Node $version is too old for stowage: let actions/setup-node install 20.19 or later before this step."
}

# A branch or a tag can be moved by whoever holds that repository; a commit cannot.
fetch_version() {
  [[ $STOWAGE_VERSION =~ ^[0-9a-f]{40}$ ]] || fail 'The input "version" is no commit: give all 40 digits of one.'
  root="$RUNNER_TEMP/stowage-$STOWAGE_VERSION"
  git init --quiet -- "$root"
  git -C "$root" fetch --quiet --depth 1 -- "$STOWAGE_REPOSITORY" "$STOWAGE_VERSION" ||
    fail "Commit $STOWAGE_VERSION cannot be fetched: see the log of this step."
  git -C "$root" -c advice.detachedHead=false checkout --quiet FETCH_HEAD
}

# The key of the cache. An action comes without its .git, so the commit cannot be asked for.
content_of() {
  (
    cd -- "$1"
    find . \( -name node_modules -o -name dist -o -name .git \) -prune -o -type f -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
  )
}

check_node
root=$(cd -- "$GITHUB_ACTION_PATH/../../.." && pwd -P)
if [[ -n ${STOWAGE_VERSION:-} ]]; then fetch_version; fi
content=$(content_of "$root")
printf 'root=%s\ncontent=%s\n' "$root" "$content" >>"$GITHUB_OUTPUT"
