#include "catalog/scan.h"

#include <filesystem>
#include <thread>

#include "base/clock.h"
#include "catalog/scan_store.h"
#include "catalog/scan_writer.h"
#include "read/git_layout.h"
#include "read/ocr.h"
#include "read/reader.h"
#include "work/crew.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

constexpr std::size_t kListedAhead = 100'000;    // items the lister may be ahead of the readers: enough for an honest ETA, a few tens of MB
constexpr std::chrono::milliseconds kIdle{200};  // how long the writer waits for a result before it lets others write
constexpr std::size_t kResultsWaiting = 64;      // results waiting for the writer; beyond it the readers wait

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

// One thing for a reader: a file, or a repository found within a folder the user named.
struct Task {
  read::Item item;
  std::string repository_within;
};

// Reads items in one thread and hands everything to the writer. The first item brings the engine into being; if that fails, the scan ends.
class ReaderThread {
 public:
  ReaderThread(const ScanTools& tools, const ScanRequest& request, const base::StopFlag& stop, work::Progress& progress, ResultQueue& results)
      : tools_(tools), request_(request), stop_(stop), progress_(progress), results_(results) {}

  void operator()(Task task) {
    if (stop_.requested() || failed_ || !ready()) return;
    read::Item& item = task.item;
    progress_.set_current(item.uri);
    if (task.repository_within.empty())
      read::read_item(item, request_.limits, stop_, *scanner_);
    else
      read::read_git_repository(item, task.repository_within, request_.limits, stop_, *scanner_);
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
class Lister {
 public:
  Lister(const ScanRequest& request, ChangeCheck& changes, const base::StopFlag& stop, work::Progress& progress, work::Crew<Task>& crew, ResultQueue& results)
      : request_(request), changes_(changes), stop_(stop), progress_(progress), crew_(crew), results_(results), roots_(canonical_roots(request.paths)) {}

  Status run() {
    const read::WalkOptions options{request_.paths, request_.excludes};
    auto status = read::walk(
        options, stop_, [this](read::Item item) { return (!request_.git_history || repository(item)) && add({std::move(item), {}}); },
        [this](read::Unread unread) { results_.push(ScanEvent{.kind = ScanEvent::Kind::unread, .unread = std::move(unread)}); });
    progress_.listing_done = true;
    return status;
  }

 private:
  bool add(Task task) {
    read::Item& item = task.item;
    progress_.items_found += 1;
    progress_.bytes_found += item.bytes;
    const ChangeCheck::Answer answer = changes_.check(item);
    if (!answer.moved_from.empty() && !results_.push(ScanEvent{.kind = ScanEvent::Kind::moved, .item = item, .moved_from = answer.moved_from})) return false;
    if (answer.read) return crew_.add(std::move(task));
    progress_.items_done += 1;
    progress_.bytes_done += item.bytes;
    progress_.items_skipped += 1;
    return results_.push(ScanEvent{.kind = ScanEvent::Kind::unchanged, .item = std::move(item)});
  }

  // If the file is the mark of a repository, that is an item too.
  bool repository(const read::Item& item) {
    if (!item.real_path.ends_with("/HEAD") && !item.real_path.ends_with("/.git")) return true;
    const std::string within = root_of(item.real_path);
    read::GitPlace place = read::git_place(item, within);
    if (place.refused) results_.push(ScanEvent{.kind = ScanEvent::Kind::unread, .unread = {item.uri + "!/history", std::move(*place.refused)}});
    return !place.history || add({std::move(*place.history), within});
  }

  // The folder named by the user that holds `path`; a file named alone holds nothing but itself, links may lead to other places.
  std::string root_of(const std::string& path) const {
    std::string widest;
    for (const std::string& root : roots_) {
      const bool holds = path.starts_with(root) && (path.size() == root.size() || root.ends_with('/') || path[root.size()] == '/');
      if (holds && (widest.empty() || root.size() < widest.size())) widest = root;
    }
    return widest.empty() ? path.substr(0, path.rfind('/')) : widest;
  }

  const ScanRequest& request_;
  ChangeCheck& changes_;
  const base::StopFlag& stop_;
  work::Progress& progress_;
  work::Crew<Task>& crew_;
  ResultQueue& results_;
  std::vector<std::string> roots_;
};

}  // namespace

Result<ScanOutcome> run_scan(Catalog& catalog, const ScanTools& tools, const ScanRequest& request, const base::StopFlag& stop, work::Progress& progress) {
  const double begin = base::monotonic_seconds();
  ScanOutcome outcome;
  outcome.record = {.started = base::now_us(),
                    .roots = canonical_roots(request.paths),
                    .sector = request.sector,
                    .packs_digest = tools.packs->digest,
                    .state = {},
                    .source = request.source};
  auto id = catalog.begin_scan(outcome.record, tools.packs->detect_digest + read::ocr_digest());
  if (!id) return std::unexpected(std::move(id).error());
  outcome.record.id = *id;

  auto writer = ScanWriter::open(catalog, tools, request, outcome);
  if (!writer) return std::unexpected(std::move(writer).error());
  ResultQueue results(kResultsWaiting);
  const unsigned threads = request.threads != 0 ? request.threads : std::max(1U, std::thread::hardware_concurrency());

  Status listed;
  std::thread lister([&] {
    work::Crew<Task> crew(threads, kListedAhead, [&]() -> std::function<void(Task)> {
      auto reader = std::make_shared<ReaderThread>(tools, request, stop, progress, results);
      return [reader](Task task) { (*reader)(std::move(task)); };
    });
    listed = Lister(request, (*writer)->change_check(), stop, progress, crew, results).run();
    crew.finish();
    results.close();
  });
  Status written;
  for (bool open = true; open;) {
    auto event = results.pop_for(kIdle, open);
    if (written && event) written = (*writer)->handle(std::move(*event));
    if (written && !event) written = (*writer)->rest();
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
