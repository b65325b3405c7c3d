#!/usr/bin/env bash
# Checks the repository in the current folder twice, once for each reader: first the SARIF log, where one is asked for,
# then the annotations and the step summary. Exit status: 0 fine, 1 problems, 2 could not run.
set -euo pipefail

# As GitHub wants the text of a workflow command: otherwise a line of it could be a command of its own.
escaped() {
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

fail() {
  echo "::error title=stowage::$(escaped "$1")"
  exit 2
}

# A path that starts with "-" would be an option, and "-" alone standard input.
as_path() {
  case $1 in
    /* | . | ./* | .. | ../*) printf '%s' "$1" ;;
    *) printf './%s' "$1" ;;
  esac
}

# The commit, whatever the revision is called: its name goes no further.
commit_of() {
  local folder=$path
  [[ -d $folder ]] || folder=$(dirname -- "$folder")
  git -C "$folder" rev-parse --verify --quiet --end-of-options "$1^{commit}"
}

validate() {
  "$STOWAGE_ROOT/bin/stowage" validate "${options[@]}" -o "$1" -- "$path"
}

# Findings are no reason to stop here: the annotations come last, and end the step.
write_sarif() {
  local file status=0
  file=$(as_path "$1")
  mkdir -p -- "$(dirname -- "$file")"
  validate sarif >"$file" || status=$?
  if ((status > 1)); then
    rm -f -- "$file"
    fail 'stowage could not check the repository: see the log of this step.'
  fi
}

path=$(as_path "${STOWAGE_PATH:-.}")
options=(--fail-on "${STOWAGE_FAIL_ON:-error}")
if [[ -n ${STOWAGE_BASE:-} ]]; then
  base=$(commit_of "$STOWAGE_BASE") ||
    fail "There is no commit $STOWAGE_BASE in this clone: have actions/checkout fetch more, by fetch-depth."
  # The rules of the base are asked too: a change cannot switch off the one that would refuse it.
  options+=(--base "$base" --policies-from "$base")
fi
if [[ -n ${STOWAGE_SARIF:-} ]]; then write_sarif "$STOWAGE_SARIF"; fi
validate github
