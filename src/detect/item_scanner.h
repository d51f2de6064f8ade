// Turns the content of items into ItemScans: runs the engine over text blocks and table batches, weighs context, judges columns as columns.
// One ItemScanner per thread. Memory is bounded: findings are listed up to ScanOptions::listed_per_place per (item, table, column, detector)
// and counted beyond.
#pragma once
#include <functional>
#include <memory>

#include "base/error.h"
#include "detect/engine.h"
#include "detect/finding.h"
#include "read/content.h"

namespace gongdun::detect {

struct ScanOptions {
  std::size_t listed_per_place = 1000;
  bool every_cell = false;  // for tests: the engine looks at every cell of a table; same results
};

struct ScannedItem {
  read::Item item;
  read::ItemInfo info;
  ItemScan scan;
  std::vector<base::Error> unread;
};

class ItemScanner final : public read::ContentSink {
 public:
  // `done` receives each item as it ends (members before their archive).
  ItemScanner(std::shared_ptr<const Engine> engine, ScanOptions options, std::function<bool(ScannedItem)> done);
  ~ItemScanner() override;

  bool begin_item(const read::Item& item, const read::ItemInfo& info) override;
  bool text(const read::TextBlock& block) override;
  bool begin_table(const read::Table& table) override;
  bool add_column(const read::Column& column) override;
  bool rows(const read::RowBatch& batch) override;
  bool end_table() override;
  void unread(const base::Error& reason) override;
  void end_item() override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::detect
