// Small documents made in memory for the tests of this room, and a way to run the reader that recognises them.
#pragma once
#include <zip.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/format.h"
#include "read/recorder.h"
#include "read/stream_source.h"
#include "read/text_reader.h"

namespace gongdun::read::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

// A ZIP file with these members in this order. `store`: no compression.
inline std::string make_zip(const Parts& parts, bool store = false) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
    const auto index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (store || name == "mimetype") zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  zip_close(zip);
  zip_source_open(target);
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(static_cast<std::size_t>(stat.size), '\0');
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

struct KeptMembers final : MemberReader {
  std::vector<std::string> names;
  base::Status read_member(const std::string& name, base::TimeUs, ByteSource&) override {
    names.push_back(name);
    return {};
  }
};

struct ReadResult {
  RecordedItem item;
  std::string format;
  std::vector<std::string> members;

  const RecordedTable& table(std::size_t index = 0) const { return item.tables.at(index); }
  // Text of all blocks of one part.
  std::string part(std::string_view name) const {
    std::string all;
    for (std::size_t i = 0; i < item.blocks.size(); ++i) {
      if (parts[i] == name) all += item.block_texts[i];
    }
    return all;
  }
  bool lost(base::Code code) const {
    for (const base::Error& error : item.unread) {
      if (error.code == code) return true;
    }
    return false;
  }
  std::vector<std::string> parts;
};

// Keeps the part names too, which a Recorder only holds as views.
class PartRecorder final : public ContentSink {
 public:
  bool begin_item(const Item& item, const ItemInfo& info) override { return recorder.begin_item(item, info); }
  bool text(const TextBlock& block) override {
    parts.emplace_back(block.part);
    return recorder.text(block);
  }
  bool begin_table(const Table& table) override { return recorder.begin_table(table); }
  bool add_column(const Column& column) override { return recorder.add_column(column); }
  bool rows(const RowBatch& batch) override { return recorder.rows(batch); }
  bool end_table() override { return recorder.end_table(); }
  void unread(const base::Error& reason) override { recorder.unread(reason); }
  void end_item() override { recorder.end_item(); }

  Recorder recorder;
  std::vector<std::string> parts;
};

inline ReadResult read_bytes(std::string_view bytes, const Limits& limits = {}) {
  MemorySource source({reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()});
  const auto head = source.head();
  const auto text = head_text(source);
  const Format* format =
      identify({.head = *head, .text = text ? std::string_view(text->utf8) : std::string_view{}, .whole = head->size() < kHeadBytes}, source, limits);
  ReadResult result;
  result.format = format == nullptr ? "" : std::string(format->id);
  PartRecorder sink;
  base::StopFlag stop;
  KeptMembers members;
  const Item item{.uri = "test"};
  sink.begin_item(item, {.format = result.format});
  if (format != nullptr && format->extract != nullptr) {
    ExtractContext context{limits, stop, sink, item, members};
    if (const auto status = format->extract(source, context); !status) sink.unread(status.error());
  }
  sink.end_item();
  result.item = std::move(sink.recorder.items.front());
  result.parts = std::move(sink.parts);
  result.members = std::move(members.names);
  return result;
}

}  // namespace gongdun::read::test
