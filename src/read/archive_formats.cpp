// The archive formats of the registry. OOXML, ODF and other documents in a ZIP coat have identifiers of their own that score higher.
#include <archive.h>

#include "read/archive.h"
#include "read/format.h"

namespace gongdun::read {
namespace {

using namespace std::string_view_literals;

constexpr int kContainer = 85;  // below a document that lives in the container

template <const ArchiveKind& Kind>
base::Status unpack(ByteSource& source, ExtractContext& context) {
  return read_archive(Kind, source, context);
}

int starts_with_any(const Sniff& s, std::initializer_list<std::string_view> magics) {
  for (const std::string_view magic : magics) {
    if (s.bytes().starts_with(magic)) return kContainer;
  }
  return 0;
}

constexpr ArchiveKind kZip{.formats = {archive_read_support_format_zip_seekable, archive_read_support_format_zip_streamable}, .seeks = true};
constexpr ArchiveKind kTar{.formats = {archive_read_support_format_tar}};
constexpr ArchiveKind kSevenZip{.formats = {archive_read_support_format_7zip}, .seeks = true};
constexpr ArchiveKind kRar{.formats = {archive_read_support_format_rar, archive_read_support_format_rar5}, .seeks = true};
constexpr ArchiveKind kCab{.formats = {archive_read_support_format_cab}};
constexpr ArchiveKind kCpio{.formats = {archive_read_support_format_cpio}};
constexpr ArchiveKind kAr{.formats = {archive_read_support_format_ar}};
constexpr ArchiveKind kIso{.formats = {archive_read_support_format_iso9660}, .seeks = true};

// A compressed file holds one nameless content, or a tar archive.
constexpr std::array<SupportFormat, 3> kInside{archive_read_support_format_tar, archive_read_support_format_raw, archive_read_support_format_empty};
constexpr ArchiveKind kGzip{.filter = ARCHIVE_FILTER_GZIP, .formats = kInside};
constexpr ArchiveKind kXz{.filter = ARCHIVE_FILTER_XZ, .formats = kInside, .check = check_xz_dictionary};
constexpr ArchiveKind kZstd{.filter = ARCHIVE_FILTER_ZSTD, .formats = kInside};
constexpr ArchiveKind kBzip2{.filter = ARCHIVE_FILTER_BZIP2, .formats = kInside};
constexpr ArchiveKind kLz4{.filter = ARCHIVE_FILTER_LZ4, .formats = kInside};
constexpr ArchiveKind kCompress{.filter = ARCHIVE_FILTER_COMPRESS, .formats = kInside};

int is_bzip2(const Sniff& s) {
  return s.head.size() > 10 && s.bytes().starts_with("BZh") && s.bytes().substr(4).starts_with("1AY&SY") ? kContainer : 0;
}
int is_iso(const Sniff& s) {
  return s.head.size() > 0x8006 && s.bytes().substr(0x8001, 5) == "CD001" ? kContainer : 0;
}

GD_FORMAT({.id = "zip",
           .zh = "ZIP 压缩包",
           .en = "ZIP archive",
           .extensions = "zip jar war",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"PK\3\4"sv, "PK\5\6"sv, "PK\7\10PK\3\4"sv}); },
           .extract = unpack<kZip>});
GD_FORMAT({.id = "tar",
           .zh = "tar 归档",
           .en = "tar archive",
           .extensions = "tar",
           .identify = [](const Sniff& s) { return is_tar(s.bytes()) ? kContainer : 0; },
           .extract = unpack<kTar>});
GD_FORMAT({.id = "gzip",
           .zh = "gzip 压缩文件",
           .en = "gzip file",
           .extensions = "gz tgz",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"\x1f\x8b\x08"sv}); },
           .extract = unpack<kGzip>});
GD_FORMAT({.id = "xz",
           .zh = "xz 压缩文件",
           .en = "xz file",
           .extensions = "xz txz",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"\xfd\x37zXZ\0"sv}); },
           .extract = unpack<kXz>});
GD_FORMAT({.id = "zstd",
           .zh = "zstd 压缩文件",
           .en = "zstd file",
           .extensions = "zst tzst",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"\x28\xb5\x2f\xfd"sv}); },
           .extract = unpack<kZstd>});
GD_FORMAT({.id = "bzip2", .zh = "bzip2 压缩文件", .en = "bzip2 file", .extensions = "bz2 tbz2", .identify = is_bzip2, .extract = unpack<kBzip2>});
GD_FORMAT({.id = "lz4",
           .zh = "lz4 压缩文件",
           .en = "lz4 file",
           .extensions = "lz4",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"\x04\x22\x4d\x18"sv}); },
           .extract = unpack<kLz4>});
GD_FORMAT({.id = "compress",
           .zh = "compress 压缩文件",
           .en = "compress file",
           .extensions = "Z",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"\x1f\x9d\x90"sv}); },
           .extract = unpack<kCompress>});
GD_FORMAT({.id = "7z",
           .zh = "7z 压缩包",
           .en = "7z archive",
           .extensions = "7z",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"7z\xbc\xaf\x27\x1c"sv}); },
           .extract = unpack<kSevenZip>});
GD_FORMAT({.id = "rar",
           .zh = "RAR 压缩包",
           .en = "RAR archive",
           .extensions = "rar",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"Rar!\x1a\x07\0"sv, "Rar!\x1a\x07\1\0"sv}); },
           .extract = unpack<kRar>});
GD_FORMAT({.id = "cab",
           .zh = "CAB 压缩包",
           .en = "CAB archive",
           .extensions = "cab",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"MSCF\0\0\0\0"sv}); },
           .extract = unpack<kCab>});
GD_FORMAT({.id = "cpio",
           .zh = "cpio 归档",
           .en = "cpio archive",
           .extensions = "cpio",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"070701"sv, "070702"sv, "070707"sv}); },
           .extract = unpack<kCpio>});
GD_FORMAT({.id = "ar",
           .zh = "ar 归档",
           .en = "ar archive",
           .extensions = "a deb",
           .identify = [](const Sniff& s) { return starts_with_any(s, {"!<arch>\n"sv}); },
           .extract = unpack<kAr>});
GD_FORMAT({.id = "iso", .zh = "光盘映像", .en = "ISO 9660 image", .extensions = "iso", .identify = is_iso, .extract = unpack<kIso>});

}  // namespace
}  // namespace gongdun::read
