#include "catalog/scan_writer.h"

#include <optional>

#include "base/clock.h"
#include "catalog/asset_waiting.h"
#include "catalog/finding_text.h"
#include "catalog/grouping.h"
#include "catalog/item_store.h"
#include "catalog/scan_store.h"
#include "read/ocr.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

constexpr double kCommitEverySeconds = 1.0;
constexpr std::uint64_t kMuch = 10;  // one in ten of the items is new

std::string full_path(const ItemPlace& place) {
  return place.path + place.member;
}

}  // namespace

struct ScanWriter::Impl {
  Impl(Catalog& c, const ScanTools& t, const ScanRequest& r, ScanOutcome& o) : catalog(c), tools(t), request(r), outcome(o) {}
  Catalog& catalog;
  const ScanTools& tools;
  const ScanRequest& request;
  ScanOutcome& outcome;
  std::unique_ptr<ItemStore> items;
  std::unique_ptr<ChangeCheck> changes;
  std::optional<store::Tx> tx;
  double last_commit = 0;
  std::string sector_hint;

  Status ensure_transaction();
  Status commit_if_due();
  Status on_scanned(const detect::ScannedItem& scanned);
  Status on_finished(const read::Item& item);
  Status on_unchanged(const read::Item& item);
  Result<std::string> asset_of(const Part& part, const ItemPlace& place, const std::map<std::string, std::string>& before);
  Status put_findings(std::int64_t item, const detect::ScannedItem& scanned);
  Status on_moved(const ScanEvent& event);
};

ScanWriter::ScanWriter() = default;
ScanWriter::~ScanWriter() = default;

Result<std::unique_ptr<ScanWriter>> ScanWriter::open(Catalog& catalog, const ScanTools& tools, const ScanRequest& request, ScanOutcome& outcome) {
  auto out = std::unique_ptr<ScanWriter>(new ScanWriter);
  out->impl_ = std::make_unique<Impl>(catalog, tools, request, outcome);
  auto items = ItemStore::open(catalog.db());
  if (!items) return std::unexpected(std::move(items).error());
  out->impl_->items = std::move(*items);
  auto changes = ChangeCheck::load(catalog.db(), tools.packs->detect_digest + read::ocr_digest());
  if (!changes) return std::unexpected(std::move(changes).error());
  out->impl_->changes = std::move(*changes);
  out->impl_->sector_hint = request.sector == "auto" ? "" : request.sector;
  out->impl_->last_commit = base::monotonic_seconds();
  return out;
}

ChangeCheck& ScanWriter::change_check() {
  return *impl_->changes;
}

Status ScanWriter::Impl::ensure_transaction() {
  if (tx) return {};
  auto begun = store::Tx::begin(catalog.db());
  if (!begun) return std::unexpected(std::move(begun).error());
  tx.emplace(std::move(*begun));
  return {};
}

Status ScanWriter::Impl::commit_if_due() {
  if (base::monotonic_seconds() - last_commit < kCommitEverySeconds && !catalog.db().others_wait()) return {};
  last_commit = base::monotonic_seconds();
  auto status = tx->commit();
  tx.reset();
  return status;
}

Status ScanWriter::handle(ScanEvent event) {
  GD_TRY(impl_->ensure_transaction());
  switch (event.kind) {
    case ScanEvent::Kind::scanned: GD_TRY(impl_->on_scanned(event.scanned)); break;
    case ScanEvent::Kind::finished: GD_TRY(impl_->on_finished(event.item)); break;
    case ScanEvent::Kind::unchanged: GD_TRY(impl_->on_unchanged(event.item)); break;
    case ScanEvent::Kind::moved: GD_TRY(impl_->on_moved(event)); break;
    case ScanEvent::Kind::failed: return std::unexpected(std::move(event.error));
    case ScanEvent::Kind::unread: GD_TRY(impl_->items->put_unlisted(event.unread, impl_->outcome.record.id)); break;
  }
  return impl_->commit_if_due();
}

Status ScanWriter::rest() {
  if (!impl_->tx) return {};
  impl_->last_commit = base::monotonic_seconds();
  auto status = impl_->tx->commit();
  impl_->tx.reset();
  return status;
}

// The part's earlier asset if it had one; a moved file keeps its asset even under another folder.
Result<std::string> ScanWriter::Impl::asset_of(const Part& part, const ItemPlace& place, const std::map<std::string, std::string>& before) {
  if (const auto known = before.find(part.kind + ":" + part.name); known != before.end()) return known->second;
  std::string kind_id, kind_title, sector;
  if (part.kind == "document") {
    const grade::Assessment alone = tools.grader->assess(part.facts, sector_hint, {});
    kind_id = alone.document_kind;
    sector = alone.sector.id;
    for (const auto& kind : tools.packs->document_kinds)
      if (kind.meta.id == kind_id) kind_title = kind.meta.name.zh;
  }
  const AssetKey key = asset_key(full_path(place), part, {kind_id, kind_title, sector});
  return catalog.asset_for(key.key, key.name, part.kind, key.location, sector_hint);
}

Status ScanWriter::Impl::put_findings(std::int64_t item, const detect::ScannedItem& scanned) {
  if (scanned.scan.findings.empty()) return {};
  FindingIds ids(place_of(scanned.item));
  std::string lines;
  for (const auto& finding : scanned.scan.findings) append_finding(lines, ids.next(finding), finding);
  return items->put_findings(item, lines);
}

Status ScanWriter::Impl::on_scanned(const detect::ScannedItem& scanned) {
  const ItemPlace place = place_of(scanned.item);
  if (auto reason = items->too_long(place))
    return items->put_too_long(scanned.item, std::move(*reason), tools.packs->detect_digest + read::ocr_digest(), outcome.record.id);
  auto before = items->assets_of_item(place.path, place.member);
  if (!before) return std::unexpected(std::move(before).error());
  auto id = items->put_item(scanned, tools.packs->detect_digest + read::ocr_digest(), outcome.record.id);
  if (!id) return std::unexpected(std::move(id).error());
  for (const auto& [name, asset] : *before) GD_TRY(touch_asset(catalog.db(), asset));
  auto engine = tools.engine->get();
  if (!engine) return std::unexpected(std::move(engine).error());
  for (Part& part : split_into_parts(scanned, (*engine)->vocabulary())) {
    auto asset = asset_of(part, place, *before);
    if (!asset) return std::unexpected(std::move(asset).error());
    GD_TRY(items->put_part(*id, *asset, part));
  }
  outcome.items_read += 1;
  return put_findings(*id, scanned);
}

Status ScanWriter::Impl::on_finished(const read::Item& item) {
  outcome.record.items += 1;
  outcome.record.bytes += item.bytes;
  outcome.bytes_read += item.bytes;
  return items->drop_stale_members(item.real_path, outcome.record.id);
}

Status ScanWriter::Impl::on_unchanged(const read::Item& item) {
  outcome.record.items += 1;
  outcome.record.bytes += item.bytes;
  outcome.items_unchanged += 1;
  return items->touch(item.real_path, item.uri, outcome.record.id);
}

Status ScanWriter::Impl::on_moved(const ScanEvent& event) {
  if (auto reason = items->too_long({event.item.real_path, {}})) return items->put_too_long(event.item, std::move(*reason), {}, outcome.record.id);
  auto assets = items->assets_of_file(event.moved_from);
  if (!assets) return std::unexpected(std::move(assets).error());
  for (const std::string& asset : *assets) GD_TRY(touch_asset(catalog.db(), asset));
  return items->move(event.moved_from, event.item.real_path, event.item.uri);
}

Status ScanWriter::finish(bool interrupted) {
  GD_TRY(impl_->ensure_transaction());
  if (!interrupted) GD_TRY(impl_->items->mark_vanished(impl_->outcome.record.roots, impl_->outcome.record.id));
  GD_TRY(impl_->tx->commit());
  impl_->tx.reset();
  const bool much = impl_->outcome.items_read * kMuch > impl_->outcome.record.items;
  if (much) GD_TRY(impl_->items->look_over());
  GD_TRY(impl_->catalog.settle(*impl_->tools.grader, impl_->tools.packs->digest));
  if (!impl_->request.source.empty()) GD_TRY(claim_assets(impl_->catalog.db(), impl_->outcome.record.id, impl_->request.source, impl_->request.organisation));
  if (much) GD_TRY(impl_->items->look_over());
  return impl_->items->each_unread(impl_->outcome.record.id, [this](const read::Unread& unread) { impl_->outcome.unread.push_back(unread); });
}

}  // namespace gongdun::catalog
