#!/usr/bin/env bash
# ./dev lint [--fast]: format, include arrows, packs, and (without --fast) clang-tidy over every source file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0
mapfile -t sources < <(git ls-files 'src/*.cpp' 'src/*.h' 'bench/*.cpp' 'fuzz/*.cpp' 'tests/*.cpp')
clang-format-19 --dry-run --Werror "${sources[@]}" && echo "clang-format: ok" || failed=1
python3 packaging/include_arrows.py || failed=1
bash -n dev packaging/*.sh .ci/run || failed=1
if [ "${1:-}" != --fast ]; then
  [ -f build/sanitize/build.ninja ] || cmake --preset sanitize >/dev/null
  mapfile -t units < <(git ls-files 'src/*.cpp' | grep -v _test.cpp)
  printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy-19 -p build/sanitize --quiet --warnings-as-errors='*' 2>/dev/null && echo "clang-tidy: ok" || failed=1
fi
# The newest build there is: an older one does not know the validators of the present packs.
binary="$(ls -t build/{release,test}/gongdun 2>/dev/null | head -n 1 || true)"
[ -n "$binary" ] || { ./dev build; binary=build/release/gongdun; }
"$binary" pack check packs || failed=1
exit "$failed"
