#!/usr/bin/env bash
# Puts together the kit (docs/kit.md): a folder that runs on any x86-64 Linux without being installed.
# packaging/kit.sh BUILD FOLDER: BUILD holds gongdun, gongdun-pdf-text and gongdun-kit-launcher.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build="${1:?the folder of the build}" kit="${2:?the folder to make}"
readonly fonts=/usr/share/fonts/opentype/noto

die() { printf 'kit: %s\n' "$*" >&2; exit 2; }

[ "$(uname -m)" = x86_64 ] || die "只在 x86-64 上制作 / made on x86-64 only"
# A folder of ours is made anew; anything else is left alone.
if [ -e "$kit" ]; then
  [ -f "$kit/SHA256SUMS" ] && [ -d "$kit/libexec" ] || die "$kit 已存在，且不是工具包 / exists and is no kit"
fi
whole="$kit" kit="$kit.unfinished"
rm -rf "${kit:?}"
mkdir -p "$kit"/{bin,libexec,lib/gconv,lib/locale,lib/none,etc,share/fonts,share/gongdun,licences}

files=()  # of Debian, for their licences
# take SOURCE PLACE: a copy that is no link (FAT and exFAT know none)
take() { cp -L --preserve=timestamps "$1" "$kit/$2"; files+=("$1"); }

install -m 755 "$build/gongdun" "$kit/bin/gongdun"
install -m 755 "$build/gongdun-pdf-text" "$kit/libexec/gongdun-pdf-text"
install -m 755 "$build/gongdun-kit-launcher" "$kit/gongdun"
install -m 755 "$build/gongdun-kit-launcher" "$kit/bin/gongdun-pdf-text"
strip --strip-unneeded "$kit/bin/gongdun" "$kit/libexec/gongdun-pdf-text"

while read -r library; do take "$library" lib/; done < <(
  ldd "$build/gongdun" "$build/gongdun-pdf-text" | awk '$2 == "=>" { print $3 } $2 == "=>" && $3 == "not" { exit 1 }' | sort -u)
take /lib64/ld-linux-x86-64.so.2 lib/
chmod 755 "$kit/lib/ld-linux-x86-64.so.2"

# Conversions between encodings that libarchive asks the C library for, and the one locale.
for file in /usr/lib/x86_64-linux-gnu/gconv/gconv-modules* /usr/lib/x86_64-linux-gnu/gconv/{GB,EUC,UTF,BIG5,SJIS,ISO,CP,IBM,UNICODE,UHC,JOHAB,lib}*.so; do
  [ -f "$file" ] && take "$file" lib/gconv/
done
rm -f "$kit/lib/gconv/gconv-modules.cache"  # holds the machine's paths
[ -d /usr/lib/x86_64-linux-gnu/gconv/gconv-modules.d ] && cp -rL /usr/lib/x86_64-linux-gnu/gconv/gconv-modules.d "$kit/lib/gconv/"
cp -rL /usr/lib/locale/C.utf8 "$kit/lib/locale/C.utf8"

for font in NotoSansCJK-Regular NotoSansCJK-Bold NotoSerifCJK-Regular NotoSerifCJK-Bold; do take "$fonts/$font.ttc" share/fonts/; done
cp -rL /usr/share/poppler "$kit/share/poppler"
files+=(/usr/share/poppler/cidToUnicode/Adobe-GB1)
cp -r packs "$kit/share/gongdun/packs"
cp packaging/kit/fonts.conf packaging/kit/openssl.cnf "$kit/etc/"
: >"$kit/etc/pixbuf-loaders.cache"
: >"$kit/lib/none/.keep"
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
  cp -L /etc/ssl/certs/ca-certificates.crt "$kit/etc/"
else
  : >"$kit/etc/ca-certificates.crt"
fi
cp packaging/kit/README.txt packaging/kit/说明.txt "$kit/"
cp LICENSE "$kit/licences/gongdun"

# What a distributor owes: the licence of every Debian package in here, and its version, by which its source is found.
# dpkg knows files by the name they were packed under, which may be on the other side of the merged /usr.
readarray -t real < <(printf '%s\n' "${files[@]}" | xargs -d '\n' readlink -f)
owners="$(dpkg-query -S "${real[@]}" "${real[@]#/usr}" 2>/dev/null || true)"
owned="$(sed 's/^.*: //' <<<"$owners")"
for file in "${real[@]}"; do
  grep -qxF -e "$file" -e "${file#/usr}" <<<"$owned" || die "$file 不属于任何 Debian 软件包 / belongs to no Debian package"
done
readarray -t packages < <(sed 's/[:,].*//' <<<"$owners" | sort -u)
dpkg-query -W -f='${Package} ${Version} (source ${source:Package} ${source:Version})\n' "${packages[@]}" | sort -u >"$kit/licences/packages.txt"
for package in "${packages[@]}"; do cp -L "/usr/share/doc/$package/copyright" "$kit/licences/$package"; done

# Nothing may have been compiled for the machine that made it: x86-64 as it was in 2003, what is faster is chosen at run time.
while read -r file; do
  if readelf -n "$file" 2>/dev/null | grep -q 'x86 ISA needed:.*x86-64-v[234]'; then die "$file 需要较新的处理器 / needs a newer processor"; fi
done < <(find "$kit/bin" "$kit/libexec" "$kit/lib" -type f)

find "$kit" -type f -exec chmod u+w,go-w,a+r {} +
(cd "$kit" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
rm -rf "${whole:?}"
mv "$kit" "$whole"
printf '%s  %s MiB\n' "$whole" "$(du -sm --apparent-size "$whole" | cut -f1)"
