// The catalog: Assets and people's decisions about them, in the store. Decisions outrank proposals and survive every rescan and regrade;
// every decision is logged with reason and name. One object per connection, one thread.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "catalog/asset.h"
#include "catalog/item_store.h"
#include "grade/grade.h"
#include "store/db.h"

namespace gongdun::catalog {

enum class DecisionKind { decided, confirmed, withdrawn };  // withdrawn: the organisation's decision is taken back

// Whether a decision bears on the proposals for alike assets (precedent.h).
enum class Reach { alike, alone };

// What a person spoke of: the grade of an asset, or whether a finding is one.
enum class About { grade, finding };

struct DecisionEntry {
  std::int64_t number = 0;
  std::string asset;
  DecisionKind kind = DecisionKind::decided;
  std::string proposed;  // grade code the machine proposed then
  Decision decision;     // of a withdrawn one the grade says nothing
  Reach reach = Reach::alike;
};

struct ScanRecord {
  std::int64_t id = 0;
  base::TimeUs started = 0, finished = 0;
  std::vector<std::string> roots;
  std::string sector, packs_digest, state;  // state: running | done | interrupted
  std::string source;                       // id of the data source; empty: scanned from the command line
  std::uint64_t items = 0, bytes = 0;
  double seconds = 0;
};

struct AssetFilter {
  std::optional<std::int64_t> seen_by_scan;  // assets with a carrier this scan saw
  std::optional<grade::Class> at_least;
  std::string sector, category_prefix, text;  // text: in name, location or category
  bool include_vanished = false;
  bool with_columns = true;
};

struct GradeChange {
  std::string asset, name;
  std::string before, after;  // grade codes
  std::string category_before, category_after;
  std::string sector_before, sector_after;
  bool decided = false;   // a person has decided; the decision stands
  std::string precedent;  // asset whose decision the proposal follows; empty: none
};

// What follows from something people said.
struct Learned {
  std::vector<GradeChange> changes;  // made at once
  bool later = false;                // many may be alike: learn_later() is to look at them once the transaction is committed
};
// How far long work has come; false stops it.
using Advance = std::function<bool(std::uint64_t done, std::uint64_t all)>;

struct FindingView {
  StoredFinding stored;
  std::string asset;  // id; may be empty
  bool is_claim = false;
  detect::ColumnClaim claim;
  std::optional<std::string> dismissed;  // reason
};

class Catalog {
 public:
  static base::Result<std::unique_ptr<Catalog>> open(const std::string& url);
  // Another connection to a store that open() has raised to the present schema.
  static base::Result<std::unique_ptr<Catalog>> connect(const std::string& url);
  ~Catalog();

  store::Db& db();

  // --- reading
  base::Result<std::vector<Asset>> assets(const AssetFilter& filter);  // most serious first
  base::Result<Asset> asset(const std::string& id);                    // a unique prefix of the id will do
  base::Result<Asset> asset_alone(const std::string& id);              // without carriers and columns, of which there may be many
  base::Result<std::vector<DecisionEntry>> decisions(const std::string& asset);
  base::Result<FindingView> finding(const std::string& id);
  // Listed findings of what a scan saw, without the dismissed ones, as lines of `--format jsonl`; `visit` returns false to stop.
  base::Status each_finding_line(std::int64_t scan, const std::function<bool(const std::string& line)>& visit);
  // The same as values, of the detectors wanted only.
  base::Status each_finding(std::int64_t scan, const std::function<bool(std::string_view detector)>& wanted,
                            const std::function<void(const StoredFinding&)>& visit);
  base::Result<std::vector<FindingView>> findings_of(const std::string& asset, std::size_t limit);
  base::Result<std::optional<ScanRecord>> last_scan();

  // --- people
  base::Status decide(const std::string& asset, DecisionKind kind, const grade::Grade& grade, const std::string& reason, const std::string& by,
                      Reach reach = Reach::alike);
  // There must be a decision of the organisation; that of the authority stays.
  base::Status withdraw(const std::string& asset, const std::string& reason, const std::string& by);
  base::Status dismiss(const std::string& finding, const std::string& reason, const std::string& by, Reach reach = Reach::alike);
  // Takes a dismissal back; a column claim that only a precedent silences is kept from then on.
  base::Status restore(const std::string& finding);
  base::Result<bool> is_dismissed(const std::string& finding);
  // After one of the above, in the same transaction: grades the assets and those alike again, and says whose proposal changed.
  base::Result<Learned> learn(const std::vector<std::string>& assets, const grade::Grader& grader, const std::string& packs_digest, About about);
  // What learn() left for later. In transactions of its own; says how many proposals changed.
  base::Result<std::uint64_t> learn_later(
      const std::vector<std::string>& assets, const grade::Grader& grader, const std::string& packs_digest, About about,
      const Advance& advance = [](std::uint64_t, std::uint64_t) { return true; });

  // --- scans (catalog/scan.cpp drives them)
  base::Result<std::int64_t> begin_scan(const ScanRecord& record, const std::string& detect_digest);
  base::Status end_scan(const ScanRecord& record);
  // The asset with this key, made if need be.
  base::Result<std::string> asset_for(const std::string& key, const std::string& name, const std::string& kind, const std::string& location,
                                      const std::string& sector_hint);
  // Sums the parts of assets that changed and grades them; an asset without carriers is marked vanished. In transactions of its own.
  base::Status settle(const grade::Grader& grader, const std::string& packs_digest);

  // Grades everything again from stored facts; reads no data. In transactions of its own.
  base::Result<std::vector<GradeChange>> regrade(const grade::Grader& grader, const std::string& packs_digest, bool save);

 private:
  explicit Catalog(std::unique_ptr<store::Db> db);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// $XDG_DATA_HOME/gongdun/gongdun.db as a store address; the folder is made with mode 0700.
base::Result<std::string> default_store_url();

}  // namespace gongdun::catalog
