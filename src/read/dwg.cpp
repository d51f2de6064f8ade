// AutoCAD drawings (DWG): the version, code page, protection and — from AutoCAD 2004 on — the summary a designer fills in, which lies in the clear
// ("Open Design Specification for .dwg files", Open Design Alliance: file header and SummaryInfo). The drawing itself is compressed and is not read.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "read/binary_input.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

int dwg(const Sniff& s) {
  const std::string_view b = s.bytes();
  return b.size() > 12 && b.starts_with("AC1") && b.substr(3, 3).find_first_not_of("0123456789") == b.npos && b[6] == 0 ? kMagic : 0;
}

struct Version {
  std::string_view code, name;
};
constexpr std::array<Version, 9> kVersions{{{"AC1009", "R11/R12"},
                                            {"AC1012", "R13"},
                                            {"AC1014", "R14"},
                                            {"AC1015", "AutoCAD 2000"},
                                            {"AC1018", "AutoCAD 2004"},
                                            {"AC1021", "AutoCAD 2007"},
                                            {"AC1024", "AutoCAD 2010"},
                                            {"AC1027", "AutoCAD 2013"},
                                            {"AC1032", "AutoCAD 2018"}}};

struct CodePage {
  unsigned id;
  std::string_view name;
  base::Encoding encoding;
};
constexpr std::array<CodePage, 6> kPages{{{30, "ANSI_1252", base::Encoding::cp1252},
                                          {31, "GB2312", base::Encoding::gb18030},
                                          {38, "ANSI_932", base::Encoding::shift_jis},
                                          {39, "ANSI_936", base::Encoding::gb18030},
                                          {40, "ANSI_949", base::Encoding::binary},
                                          {41, "ANSI_950", base::Encoding::big5}}};

class Summary {
 public:
  Summary(std::string_view bytes, bool wide, base::Encoding encoding) : in_(bytes), wide_(wide), encoding_(encoding) {}

  // Two bytes of length in characters, then the characters.
  std::string text() {
    const std::size_t length = in_.u16();
    const std::string_view raw = in_.take(wide_ ? 2 * length : length);
    if (wide_) return field_text(raw, base::Encoding::utf16le);
    return encoding_ == base::Encoding::binary ? field_text(raw) : field_text(raw, encoding_);
  }
  std::string moment() {
    const std::uint32_t day = in_.u32();
    return julian_text(day, 1000ULL * in_.u32());
  }
  ByteCursor& in() { return in_; }

 private:
  ByteCursor in_;
  bool wide_;
  base::Encoding encoding_;
};

void read_summary(Summary summary, PairSheet& pairs) {
  for (const char* name : {"title", "subject", "author", "keywords", "comments", "last saved by", "revision", "hyperlink base"})
    pairs.add(name, summary.text());
  summary.in().skip(8);  // time of editing
  pairs.add("created", summary.moment());
  pairs.add("modified", summary.moment());
  const std::size_t properties = summary.in().u16();
  for (std::size_t i = 0; i < properties && !summary.in().failed(); ++i) {
    const std::string name = summary.text();
    pairs.add(name, summary.text());
  }
}

base::Status extract_dwg(ByteSource& source, ExtractContext& context) {
  auto access = PieceAccess::open(source, context.limits);
  if (!access) return std::unexpected(access.error());
  auto head = access->up_to(0, 128);
  if (!head) return std::unexpected(head.error());
  ByteCursor in(*head);
  const std::string code = field_text(in.take(6));
  PairSheet pairs(context, "drawing");
  pairs.writer().set_comment("只读取文件头与摘要，图形内容未读取 / header and summary only; the drawing itself was not read");
  const auto version = std::find_if(kVersions.begin(), kVersions.end(), [&](const Version& known) { return known.code == code; });
  pairs.add("version", version == kVersions.end() ? code : fmt::format("{} ({})", code, version->name));
  in.seek(std::min<std::size_t>(0x13, head->size()));
  const unsigned page_id = in.u16();
  const auto page = std::find_if(kPages.begin(), kPages.end(), [&](const CodePage& known) { return known.id == page_id; });
  if (code >= "AC1012") pairs.add("code page", page == kPages.end() ? std::to_string(page_id) : std::string(page->name));
  const bool summarised = code >= "AC1018" && head->size() >= 0x24;
  if (summarised) {
    in.seek(0x18);
    const std::uint32_t protection = in.u32();
    if ((protection & 3U) != 0) pairs.add("protection", (protection & 2U) != 0 ? "口令加密（含摘要） / encrypted, summary too" : "口令加密 / encrypted");
    in.seek(0x20);
    const std::uint32_t at = in.u32();
    constexpr std::uint64_t kSummaryBytes = 256 << 10;
    if (at != 0 && (protection & 2U) == 0) {
      auto bytes = access->up_to(at, kSummaryBytes);
      if (!bytes) return std::unexpected(bytes.error());
      read_summary(Summary(*bytes, code >= "AC1021", page == kPages.end() ? base::Encoding::binary : page->encoding), pairs);
    }
  }
  pairs.finish();
  return {};
}

GD_FORMAT({"dwg", "CAD 图纸（DWG）", "DWG drawing", "dwg", dwg, extract_dwg});

}  // namespace
}  // namespace gongdun::read
