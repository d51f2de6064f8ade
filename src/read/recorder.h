// A ContentSink that remembers everything, for tests, `gongdun explain` and small tools. Not for large input.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "read/content.h"

namespace gongdun::read {

struct RecordedTable {
  Table table;
  std::vector<std::map<std::uint32_t, std::string>> rows;  // column → value, in order of arrival
  std::vector<std::uint64_t> row_numbers;
};

struct RecordedItem {
  Item item;
  ItemInfo info;
  std::string text;               // all blocks, overlaps removed
  std::vector<TextBlock> blocks;  // views are not valid; positions are
  std::vector<std::string> block_texts;
  std::vector<RecordedTable> tables;
  std::vector<base::Error> unread;
};

class Recorder final : public ContentSink {
 public:
  bool begin_item(const Item& item, const ItemInfo& info) override;
  bool text(const TextBlock& block) override;
  bool begin_table(const Table& table) override;
  bool add_column(const Column& column) override;
  bool rows(const RowBatch& batch) override;
  bool end_table() override;
  void unread(const base::Error& reason) override;
  void end_item() override;

  std::vector<RecordedItem> items;  // in order of end_item

 private:
  std::vector<RecordedItem> open_;
};

}  // namespace gongdun::read
