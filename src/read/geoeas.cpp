#include "read/geoeas.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/utf8.h"
#include "read/cell_writer.h"
#include "read/line_fields.h"
#include "read/sniff.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMaxVariables = 200;

bool is_number(std::string_view word) {
  double value = 0;
  if (word.starts_with('+')) word.remove_prefix(1);
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc{} && end == word.data() + word.size();
}

}  // namespace

std::optional<GeoeasHeader> geoeas_header(std::string_view text) {
  GeoeasHeader header;
  header.title = std::string(base::trim(sniff::take_line(text)));
  const auto count_line = words_of(sniff::take_line(text));
  std::size_t count = 0;
  if (count_line.empty() || count_line.size() > 4 || !std::all_of(count_line.begin(), count_line.end(), is_number)) return std::nullopt;
  std::from_chars(count_line[0].data(), count_line[0].data() + count_line[0].size(), count);
  if (count == 0 || count > kMaxVariables || is_number(header.title)) return std::nullopt;
  for (std::size_t i = 0; i < count; ++i) {
    if (text.empty()) return std::nullopt;
    const std::string_view name = base::trim(sniff::take_line(text));
    if (name.empty() || is_number(name) || std::isdigit(static_cast<unsigned char>(name.front())) != 0) return std::nullopt;
    header.names.emplace_back(name);
  }
  header.lines = 2 + count;
  const auto first = words_of(sniff::take_line(text));
  if (first.size() != count || !std::all_of(first.begin(), first.end(), is_number)) return std::nullopt;
  return header;
}

base::Status extract_geoeas(ByteSource& source, ExtractContext& context) {
  auto head = head_text(source);
  if (!head) return std::unexpected(head.error());
  const auto header = geoeas_header(sniff::body({.text = head->utf8}));
  if (!header) return base::fail(base::Code::invalid_input, "GeoEAS 文件头不完整", "the GeoEAS header is incomplete");
  auto reader = TextReader::open(source, context.limits);
  if (!reader) return std::unexpected(reader.error());
  CellWriter writer(context.sink, context.limits);
  writer.set_title(header->title);
  for (const std::string& name : header->names) writer.add_column(name);
  TextChunk chunk;
  while (!writer.stopped() && !context.stop.requested()) {
    auto more = reader->next_block(chunk);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    std::string_view rest = chunk.utf8;
    for (std::uint64_t line = chunk.first_line; !rest.empty() && !writer.stopped(); ++line) {
      const auto values = words_of(sniff::take_line(rest));
      if (line <= header->lines) continue;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (i < header->names.size()) {
          writer.put(static_cast<std::uint32_t>(i), line, values[i], line);
        } else {
          writer.put_loose(header->names.back(), values[i], line);
        }
      }
    }
  }
  writer.finish();
  return {};
}

}  // namespace gongdun::read
