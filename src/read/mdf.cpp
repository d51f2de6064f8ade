// Measurement data of vehicles and test benches (ASAM MDF 4.x; MDF 3.x headers): when and with what it was measured, comments, attachments, and a
// table of all channels with unit, comment and group. The samples themselves are not read.
#include <fmt/core.h>

#include <set>

#include "read/binary_input.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::uint64_t kMostBlocks = 2'000'000;

struct Block {
  std::string id;  // "##DG"
  std::vector<std::uint64_t> links;
  std::string data;
  std::uint64_t link(std::size_t i) const { return i < links.size() ? links[i] : 0; }
  ByteCursor cursor() const { return ByteCursor(data); }
};

// Text of a comment: XML in MD blocks; what stands between its tags.
std::string without_tags(std::string_view xml) {
  std::string out;
  bool tag = false;
  for (const char c : xml) {
    if (c == '<') tag = true;
    if (!tag) out += c;
    if (c == '>') {
      tag = false;
      out += ' ';
    }
  }
  std::string words;
  for (const char c : out) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank || (!words.empty() && words.back() != ' ')) words += blank ? ' ' : c;
  }
  return words;
}

class MdfReader {
 public:
  MdfReader(const PieceAccess& access, ExtractContext& context)
      : access_(access),
        context_(context),
        pairs_(context, "measurement", &turn_),
        channels_(context.sink, context.limits, TableKind::records, "channels", &turn_) {
    channels_.set_comment("采样值未读取 / samples were not read");
    for (const char* name : {"channel", "unit", "comment", "group", "samples"}) channels_.add_column(name);
  }

  base::Status read() {
    auto head = access_.at(0, 64);
    if (!head) return std::unexpected(head.error());
    pairs_.add("MDF version", field_text(head->substr(8, 8)));
    pairs_.add("written by", field_text(head->substr(16, 8)));
    const unsigned version = ByteCursor(std::string_view(*head).substr(28)).u16();
    if (version >= 400) {
      header4();
    } else {
      header3();
    }
    channels_.finish();
    pairs_.finish();
    if (damaged_ > 0) {
      context_.sink.unread(base::fail(base::Code::invalid_input, fmt::format("MDF 文件有 {} 处链接损坏，其后的内容未读取", damaged_),
                                      fmt::format("the MDF file has {} broken links; what follows them was not read", damaged_))
                               .error());
    }
    return {};
  }

 private:
  bool going() const { return !context_.stop.requested() && !channels_.stopped(); }

  // Null where the link is 0; each block of a chain is visited once.
  std::optional<Block> block(std::uint64_t at, std::string_view id, bool once = true) {
    if (at == 0) return std::nullopt;
    std::optional<Block> result;
    auto head = access_.at(at, 24);
    ByteCursor in(head ? std::string_view(*head) : std::string_view{});
    result.emplace();
    result->id = in.take(4);
    in.skip(4);
    const std::uint64_t length = in.u64(), links = in.u64();
    const bool fits = head && result->id == id && length >= 24 && links <= (length - 24) / 8 && length <= (4U << 20U);
    if (!fits || (once && !visited_.insert(at).second) || visited_.size() > kMostBlocks) {
      ++damaged_;
      return std::nullopt;
    }
    auto body = access_.at(at + 24, length - 24);
    if (!body) {
      ++damaged_;
      return std::nullopt;
    }
    ByteCursor content(*body);
    for (std::uint64_t i = 0; i < links; ++i) result->links.push_back(content.u64());
    result->data = content.rest();
    return result;
  }

  // Texts are shared between channels.
  std::string text(std::uint64_t at) {
    if (at == 0) return {};
    const auto head = access_.up_to(at, 4);
    const bool plain = head && *head == "##TX";
    const auto found = block(at, plain ? "##TX" : "##MD", false);
    if (!found) return {};
    return plain ? field_text(found->data) : without_tags(field_text(found->data));
  }

  void header4() {
    const auto header = block(64, "##HD");
    if (!header) return;
    pairs_.add("started", time_text(static_cast<std::int64_t>(header->cursor().u64() / 1000)));
    pairs_.add("comment", text(header->link(5)));
    for (auto history = block(header->link(1), "##FH"); history && going(); history = block(history->link(0), "##FH")) {
      pairs_.add("history", fmt::format("{} {}", time_text(static_cast<std::int64_t>(history->cursor().u64() / 1000)), text(history->link(1))));
    }
    for (auto attached = block(header->link(3), "##AT"); attached && going(); attached = block(attached->link(0), "##AT")) {
      pairs_.add("attachment", fmt::format("{} {}", text(attached->link(1)), text(attached->link(3))));
    }
    for (auto data = block(header->link(0), "##DG"); data && going(); data = block(data->link(0), "##DG")) {
      for (auto group = block(data->link(1), "##CG"); group && going(); group = block(group->link(0), "##CG")) group4(*group);
    }
  }

  void group4(const Block& group) {
    ByteCursor in = group.cursor();
    in.skip(8);
    const std::uint64_t samples = in.u64();
    std::string name = text(group.link(2));
    if (name.empty()) name = text(group.link(5));
    for (auto channel = block(group.link(1), "##CN"); channel && going(); channel = block(channel->link(0), "##CN")) {
      std::string unit = text(channel->link(6));
      if (unit.empty() && channel->link(4) != 0) {
        if (const auto conversion = block(channel->link(4), "##CC", false)) unit = text(conversion->link(1));
      }
      put(text(channel->link(2)), unit, text(channel->link(7)), name, samples);
    }
  }

  void put(const std::string& name, const std::string& unit, const std::string& comment, const std::string& group, std::uint64_t samples) {
    const std::uint64_t row = ++rows_;
    const std::string count = std::to_string(samples);
    std::uint32_t column = 0;
    for (const std::string* value : {&name, &unit, &comment, &group, &count}) {
      if (!value->empty()) channels_.put(column, row, *value, row);
      ++column;
    }
  }

  // MDF 3: blocks of two letters and a 16-bit length, links of four bytes.
  std::optional<ByteCursor> block3(std::uint64_t at, std::string_view id, bool once = true) {
    if (at == 0) return std::nullopt;
    auto bytes = access_.up_to(at, 4);
    const std::size_t size = bytes && bytes->size() == 4 ? ByteCursor(std::string_view(*bytes).substr(2)).u16() : 0;
    if (size < 4 || !bytes->starts_with(id) || (once && !visited_.insert(at).second) || visited_.size() > kMostBlocks) {
      ++damaged_;
      return std::nullopt;
    }
    auto whole = access_.up_to(at, size);
    held_ = whole ? std::move(*whole) : std::string{};
    ByteCursor in(held_);
    in.skip(4);
    return in;
  }

  std::string text3(std::uint64_t at) {
    auto in = block3(at, "TX", false);
    return in ? field_text(in->rest()) : std::string{};
  }

  void header3() {
    auto in = block3(64, "HD");
    if (!in) return;
    std::uint64_t data = in->u32();
    const std::uint64_t comment = in->u32();
    in->skip(6);
    const std::string date = field_text(in->take(10)), time = field_text(in->take(8));
    pairs_.add("started", fmt::format("{} {}", date, time));
    for (const char* name : {"author", "organization", "project", "subject"}) pairs_.add(name, field_text(in->take(32)));
    pairs_.add("comment", text3(comment));
    while (going()) {
      auto entry = block3(data, "DG");
      if (!entry) return;
      data = entry->u32();
      std::uint64_t group = entry->u32();
      while (going()) {
        auto next = block3(group, "CG");
        if (!next) break;
        group = next->u32();
        group3(*next);
      }
    }
  }

  void group3(ByteCursor& in) {
    std::uint64_t channel = in.u32();
    const std::uint64_t comment = in.u32();
    in.skip(6);
    const std::uint64_t samples = in.u32();
    const std::string name = text3(comment);
    while (going()) {
      auto entry = block3(channel, "CN");
      if (!entry) return;
      channel = entry->u32();
      const std::uint64_t conversion = entry->u32();
      entry->skip(14);
      const std::string short_name = field_text(entry->take(32)), description = field_text(entry->take(128));
      std::string unit;
      if (auto rule = block3(conversion, "CC", false)) {
        rule->skip(18);
        unit = field_text(rule->take(20));
      }
      put(short_name, unit, description, name, samples);
    }
  }

  const PieceAccess& access_;
  ExtractContext& context_;
  TableTurn turn_;
  PairSheet pairs_;
  CellWriter channels_;
  std::set<std::uint64_t> visited_;
  std::string held_;
  std::uint64_t rows_ = 0, damaged_ = 0;
};

base::Status extract_mdf(ByteSource& source, ExtractContext& context) {
  auto access = PieceAccess::open(source, context.limits);
  if (!access) return std::unexpected(access.error());
  return MdfReader(*access, context).read();
}

GD_FORMAT({"mdf", "车载测量数据（MDF/MF4）", "ASAM measurement data (MDF)", "mdf mf4 dat", magic<"MDF     ">, extract_mdf});

}  // namespace
}  // namespace gongdun::read
