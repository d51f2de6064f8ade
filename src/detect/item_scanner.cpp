#include "detect/item_scanner.h"

#include <algorithm>

#include "detect/table_scan.h"
#include "detect/text_scan.h"

namespace gongdun::detect {

namespace {

// An item being read, with the parts that look at its text and tables. Archives stay open while their members are read.
struct OpenItem {
  OpenItem(const ScanPlan& plan, const ScanOptions& options, const read::Item& item, const read::ItemInfo& info)
      : state(plan, item, info), text(plan, options) {}
  ItemState state;
  TextScan text;
  std::unique_ptr<TableScanner> table;
  bool table_open = false;
};

base::Error decoding_ended() {
  return {base::Code::limit,
          {"编码内容（Base64、URL 编码等）过多或嵌套过深，其余编码内容未解码检查；如确需检查，请先解码再扫描",
           "encoded content (base64, percent-encoding …) is too much or nested too deeply, the rest was not looked through; decode it first if it is needed"},
          {}};
}

}  // namespace

struct ItemScanner::Impl {
  Impl(std::shared_ptr<const Engine> engine, ScanOptions scan_options, std::function<bool(ScannedItem)> receiver)
      : plan(std::move(engine)), options(scan_options), done(std::move(receiver)), scratch(*plan.engine), looks(plan) {
    if (options.every_cell) looks.settle_nothing();
  }

  ScanPlan plan;
  ScanOptions options;
  std::function<bool(ScannedItem)> done;
  Engine::Scratch scratch;
  CellLooks looks;
  std::vector<std::unique_ptr<OpenItem>> open;
  bool wanted = true;  // false once the receiver has had enough

  OpenItem* current() { return open.empty() ? nullptr : open.back().get(); }
};

ItemScanner::ItemScanner(std::shared_ptr<const Engine> engine, ScanOptions options, std::function<bool(ScannedItem)> done)
    : impl_(std::make_unique<Impl>(std::move(engine), options, std::move(done))) {}
ItemScanner::~ItemScanner() = default;

bool ItemScanner::begin_item(const read::Item& item, const read::ItemInfo& info) {
  impl_->open.push_back(std::make_unique<OpenItem>(impl_->plan, impl_->options, item, info));
  return impl_->wanted;
}

bool ItemScanner::text(const read::TextBlock& block) {
  OpenItem* item = impl_->current();
  if (!item) return false;
  item->text.block(block, impl_->scratch, item->state);
  return impl_->wanted;
}

bool ItemScanner::begin_table(const read::Table& table) {
  OpenItem* item = impl_->current();
  if (!item) return false;
  if (!item->table) item->table = std::make_unique<TableScanner>(impl_->plan, impl_->options, impl_->looks);
  if (item->table_open) item->table->end(item->state);
  item->table_open = true;
  item->table->begin(table, impl_->scratch);
  return impl_->wanted;
}

bool ItemScanner::add_column(const read::Column& column) {
  OpenItem* item = impl_->current();
  if (!item || !item->table_open) return false;
  item->table->add_column(column, impl_->scratch);
  return impl_->wanted;
}

bool ItemScanner::rows(const read::RowBatch& batch) {
  OpenItem* item = impl_->current();
  if (!item || !item->table_open) return false;
  item->table->rows(batch, impl_->scratch, item->state);
  return impl_->wanted;
}

bool ItemScanner::end_table() {
  OpenItem* item = impl_->current();
  if (!item || !item->table_open) return false;
  item->table_open = false;
  item->table->end(item->state);
  return impl_->wanted;
}

void ItemScanner::unread(const base::Error& reason) {
  if (OpenItem* item = impl_->current()) item->state.out.unread.push_back(reason);
}

void ItemScanner::end_item() {
  if (impl_->open.empty()) return;
  const std::unique_ptr<OpenItem> item = std::move(impl_->open.back());
  impl_->open.pop_back();
  if (item->table_open) item->table->end(item->state);  // the reader stopped inside a table: what was read counts
  item->text.finish(item->state);
  if (item->state.decoding_ended) item->state.out.unread.push_back(decoding_ended());
  ItemScan& scan = item->state.out.scan;
  scan.counts = item->state.totals.counts(impl_->plan);
  scan.persons = item->state.totals.persons(impl_->plan);
  scan.terms = item->state.terms.take();
  if (impl_->done) impl_->wanted = impl_->done(std::move(item->state.out)) && impl_->wanted;
}

}  // namespace gongdun::detect
