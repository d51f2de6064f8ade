#include "catalog/scan.h"

#include <filesystem>
#include <thread>

#include "base/clock.h"
#include "catalog/scan_writer.h"
#include "read/reader.h"
#include "work/crew.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

constexpr std::size_t kListedAhead = 100'000;  // items the lister may be ahead of the readers: enough for an honest ETA, a few tens of MB
constexpr std::size_t kResultsWaiting = 64;    // results waiting for the writer; beyond it the readers wait

using ResultQueue = base::BoundedQueue<ScanEvent>;

std::vector<std::string> canonical_roots(const std::vector<std::string>& paths) {
  std::vector<std::string> roots;
  for (const std::string& path : paths) {
    std::error_code error;
    const auto canonical = std::filesystem::canonical(path, error);
    roots.push_back(error ? std::filesystem::absolute(path, error).lexically_normal().string() : canonical.string());
  }
  return roots;
}

// Reads items in one thread and hands everything to the writer. The first item brings the engine into being; if that fails, the scan ends.
class ReaderThread {
 public:
  ReaderThread(const ScanTools& tools, const ScanRequest& request, const base::StopFlag& stop, work::Progress& progress, ResultQueue& results)
      : tools_(tools), request_(request), stop_(stop), progress_(progress), results_(results) {}

  void operator()(read::Item item) {
    if (stop_.requested() || failed_ || !ready()) return;
    progress_.set_current(item.uri);
    read::read_item(item, request_.limits, stop_, *scanner_);
    progress_.items_done += 1;
    progress_.bytes_done += item.bytes;
    if (!stop_.requested()) results_.push(ScanEvent{.kind = ScanEvent::Kind::finished, .item = std::move(item)});
  }

 private:
  bool ready() {
    if (scanner_) return true;
    auto engine = tools_.engine->get();
    failed_ = !engine;
    if (failed_)
      results_.push(ScanEvent{.kind = ScanEvent::Kind::failed, .error = std::move(engine).error()});
    else
      scanner_ = std::make_unique<detect::ItemScanner>(*engine, detect::ScanOptions{}, [this](detect::ScannedItem scanned) {
        return results_.push(ScanEvent{.kind = ScanEvent::Kind::scanned, .scanned = std::move(scanned)});
      });
    return !failed_;
  }

  const ScanTools& tools_;
  const ScanRequest& request_;
  const base::StopFlag& stop_;
  work::Progress& progress_;
  ResultQueue& results_;
  std::unique_ptr<detect::ItemScanner> scanner_;
  bool failed_ = false;
};

// Lists the sources; what is known and unchanged goes to the writer as such, the rest to the readers.
Status list_items(const ScanRequest& request, ChangeCheck& changes, const base::StopFlag& stop, work::Progress& progress, work::Crew<read::Item>& crew,
                  ResultQueue& results) {
  read::WalkOptions options{request.paths, request.excludes};
  auto status = read::walk(
      options, stop,
      [&](read::Item item) {
        progress.items_found += 1;
        progress.bytes_found += item.bytes;
        const ChangeCheck::Answer answer = changes.check(item);
        if (!answer.moved_from.empty() && !results.push(ScanEvent{.kind = ScanEvent::Kind::moved, .item = item, .moved_from = answer.moved_from})) return false;
        if (answer.read) return crew.add(std::move(item));
        progress.items_done += 1;
        progress.bytes_done += item.bytes;
        progress.items_skipped += 1;
        return results.push(ScanEvent{.kind = ScanEvent::Kind::unchanged, .item = std::move(item)});
      },
      [&](read::Unread unread) { results.push(ScanEvent{.kind = ScanEvent::Kind::unread, .unread = std::move(unread)}); });
  progress.listing_done = true;
  return status;
}

}  // namespace

Result<ScanOutcome> run_scan(Catalog& catalog, const ScanTools& tools, const ScanRequest& request, const base::StopFlag& stop, work::Progress& progress) {
  const double begin = base::monotonic_seconds();
  ScanOutcome outcome;
  outcome.record = {.started = base::now_us(), .roots = canonical_roots(request.paths), .sector = request.sector, .packs_digest = tools.packs->digest};
  auto id = catalog.begin_scan(outcome.record, tools.packs->detect_digest);
  if (!id) return std::unexpected(std::move(id).error());
  outcome.record.id = *id;

  auto writer = ScanWriter::open(catalog, tools, request, outcome);
  if (!writer) return std::unexpected(std::move(writer).error());
  ResultQueue results(kResultsWaiting);
  const unsigned threads = request.threads != 0 ? request.threads : std::max(1U, std::thread::hardware_concurrency());

  Status listed;
  std::thread lister([&] {
    work::Crew<read::Item> crew(threads, kListedAhead, [&]() -> std::function<void(read::Item)> {
      auto reader = std::make_shared<ReaderThread>(tools, request, stop, progress, results);
      return [reader](read::Item item) { (*reader)(std::move(item)); };
    });
    listed = list_items(request, (*writer)->change_check(), stop, progress, crew, results);
    crew.finish();
    results.close();
  });
  Status written;
  while (auto event = results.pop()) {
    if (written) written = (*writer)->handle(std::move(*event));
    if (!written) results.close();  // the lister and the readers see their push refused and end
  }
  lister.join();
  if (!written) return std::unexpected(std::move(written).error());

  outcome.interrupted = stop.requested();
  GD_TRY((*writer)->finish(outcome.interrupted));
  outcome.record.seconds = base::monotonic_seconds() - begin;
  outcome.record.finished = base::now_us();
  outcome.record.state = outcome.interrupted ? "interrupted" : "done";
  GD_TRY(catalog.end_scan(outcome.record));
  if (!listed && !outcome.interrupted) return std::unexpected(std::move(listed).error());
  return outcome;
}

}  // namespace gongdun::catalog
