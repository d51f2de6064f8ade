// Runs one extractor over bytes in memory: for unit tests and fuzz targets. Members of containers are recorded as items of their own.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "read/format.h"
#include "read/recorder.h"
#include "read/stream_source.h"
#include "read/text_reader.h"

namespace gongdun::read {

// Takes the content of members as they come, without identifying them.
class MemberRecorder final : public MemberReader {
 public:
  base::Status read_member(const std::string& name, base::TimeUs, ByteSource& source) override {
    names.push_back(name);
    contents.emplace_back();
    std::byte buffer[4096];
    while (true) {
      auto got = source.read(buffer);
      if (!got) return std::unexpected(got.error());
      if (*got == 0) return {};
      contents.back().append(reinterpret_cast<const char*>(buffer), *got);
    }
  }
  std::vector<std::string> names, contents;
};

struct Extracted {
  RecordedItem item;
  MemberRecorder members;
  base::Status status;

  // All values of a column of any table, in order.
  std::vector<std::string> column(std::string_view name) const {
    std::vector<std::string> values;
    for (const RecordedTable& table : item.tables) {
      for (std::uint32_t i = 0; i < table.table.columns.size(); ++i) {
        if (table.table.columns[i].name != name) continue;
        for (const auto& row : table.rows) {
          if (const auto cell = row.find(i); cell != row.end()) values.push_back(cell->second);
        }
      }
    }
    return values;
  }
  // Row of the first cell with this value; 0 if there is none.
  std::uint64_t row_of(std::string_view value) const {
    for (const RecordedTable& table : item.tables) {
      for (std::size_t i = 0; i < table.rows.size(); ++i) {
        for (const auto& [column, text] : table.rows[i]) {
          if (text == value) return table.row_numbers[i];
        }
      }
    }
    return 0;
  }
  const RecordedTable* table(std::string_view name) const {
    for (const RecordedTable& table : item.tables) {
      if (table.table.name == name) return &table;
    }
    return nullptr;
  }
};

inline std::string identified(std::string_view bytes) {
  MemorySource source(std::as_bytes(std::span(bytes)));
  auto head = source.head();
  auto text = head_text(source);
  if (!head || !text) return "?";
  const Format* const format = identify({.head = *head, .text = text->utf8, .whole = text->whole}, source, Limits{});
  return format == nullptr ? "" : std::string(format->id);
}

inline Extracted extract_in_memory(std::string_view format_id, std::string_view bytes, const Limits& limits = {}) {
  Extracted result;
  MemorySource source(std::as_bytes(std::span(bytes)));
  base::StopFlag stop;
  Recorder recorder;
  const Item item{.uri = "memory"};
  recorder.begin_item(item, {});
  ExtractContext context{limits, stop, recorder, item, result.members};
  const Format* const format = find_format(format_id);
  if (format != nullptr && format->extract != nullptr) result.status = format->extract(source, context);
  recorder.end_item();
  result.item = std::move(recorder.items.front());
  return result;
}

}  // namespace gongdun::read
