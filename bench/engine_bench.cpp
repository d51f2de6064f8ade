// The pattern engine against one Vectorscan database of the same patterns: same process, same buffers, interleaved runs, thread CPU time.
// The engine reports exact begin and end offsets and checks them; the peer reports only where matches end. Three parts:
//   match   the 42 patterns of detect/oracle_patterns.h
//   packs   every rule and dictionary that ships
//   rules   what an added rule costs: 100 made-up rules against 1,000
// Options: --json; for profiling --only PART, --section NAME, --ours (no peer), --rounds N; --write FOLDER: only leaves the text and the patterns there.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>

#include "bench/engine_corpus.h"
#include "bench/made_rules.h"
#include "bench/peer.h"
#include "bench/thread_time.h"
#include "detect/class_bits.h"
#include "detect/engine.h"
#include "detect/oracle_patterns.h"
#include "pack/load.h"

namespace {

using namespace gongdun;
using bench::median;
using bench::thread_seconds;

constexpr std::size_t kBuffer = bench::kPeerBlock;
int rounds = 5;  // of each measurement; the median counts

struct Options {
  bool json = false, peer = true;
  std::string_view part, section, write;
};

// An engine with its scratch.
struct Ours {
  std::shared_ptr<const detect::Engine> engine;
  std::optional<detect::Engine::Scratch> scratch;

  bool compile(const pack::PackSet& packs) {
    auto made = detect::Engine::compile(packs);
    if (!made) {
      fmt::print(stderr, "engine: {}\n", made.error().text(base::Lang::en));
      return false;
    }
    engine = std::move(*made);
    scratch.emplace(*engine);
    return true;
  }

  std::uint64_t scan(std::string_view text) {
    std::uint64_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += kBuffer) {
      engine->scan(text.substr(at, kBuffer), *scratch);
      count += scratch->matches.size() + scratch->terms.size();
    }
    return count;
  }
};

pack::PackSet packs42() {
  pack::PackSet packs;
  for (const auto& [id, pattern] : detect::kOraclePatterns) {
    pack::Detector detector;
    detector.meta.id = std::string(id);
    detector.patterns = {std::string(pattern)};
    packs.detectors.push_back(std::move(detector));
  }
  return packs;
}

struct Row {
  std::string name;
  double ours = 0, peer = 0;  // seconds
  std::size_t bytes = 0;
  std::uint64_t our_matches = 0, peer_matches = 0;
  double ratio() const { return peer / ours; }
};

// Peer times are 0 without a peer.
Row measure(const bench::CorpusSection& section, Ours& ours, bench::Peer* peer) {
  std::vector<double> mine, theirs;
  Row row{.name = section.name, .bytes = section.text.size()};
  for (int round = 0; round < rounds; ++round) {
    const double start = thread_seconds();
    row.our_matches = ours.scan(section.text);
    const double middle = thread_seconds();
    if (peer != nullptr) row.peer_matches = peer->scan(section.text);
    mine.push_back(middle - start);
    theirs.push_back(thread_seconds() - middle);
  }
  row.ours = median(mine);
  row.peer = median(theirs);
  return row;
}

class Figures {
 public:
  explicit Figures(const Options& options) : options_(options) {}

  void add(const std::string& name, double value) { object_ += fmt::format("{}\"{}\":{:.4g}", object_.empty() ? "" : ",", name, value); }

  // Every section with its ratio, and their total last.
  void add(std::vector<Row> rows, const std::string& name) {
    Row total{.name = "total"};
    for (const Row& row : rows) {
      total.ours += row.ours;
      total.peer += row.peer;
      total.bytes += row.bytes;
      total.our_matches += row.our_matches;
      total.peer_matches += row.peer_matches;
    }
    rows.push_back(total);
    if (!options_.json) fmt::print("\n{:<16}{:>10}{:>12}{:>9}{:>12}{:>12}\n", name, "GB/s", "Vectorscan", "ratio", "found", "peer ends");
    for (const Row& row : rows) {
      const double ours = rate(row, row.ours), peer = rate(row, row.peer);
      if (!options_.json) fmt::print("{:<16}{:>10.3f}{:>12.3f}{:>8.2f}x{:>12}{:>12}\n", row.name, ours, peer, row.ratio(), row.our_matches, row.peer_matches);
      add(fmt::format("{}_{}_gbps", name, row.name), ours);
      add(fmt::format("{}_{}_vectorscan_gbps", name, row.name), peer);
      add(fmt::format("{}_{}_ratio", name, row.name), row.ratio());
    }
    total_ = rows.back().ratio();
  }
  double total() const { return total_; }  // ratio of the rows added last

  void headline(const std::string& name, double value, std::string_view note = {}) {
    add(name, value);
    if (!options_.json) fmt::print("{:<34}{:>8.3g}   {}\n", name, value, note);
  }

  void print() const {
    if (options_.json) fmt::print("{{\"simd\":\"{}\",{}}}\n", detect::class_bits().name, object_);
  }

 private:
  static double rate(const Row& row, double seconds) { return seconds > 0 ? static_cast<double>(row.bytes) / seconds / 1e9 : 0; }

  const Options& options_;
  std::string object_;
  double total_ = 0;
};

std::vector<Row> measure_all(const std::vector<bench::CorpusSection>& corpus, Ours& ours, bench::Peer* peer) {
  std::vector<Row> rows;
  for (const auto& section : corpus) rows.push_back(measure(section, ours, peer));
  return rows;
}

double ratio_of(const std::vector<Row>& rows, std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return row.ratio();
  }
  return 0;
}

bool bench_match(const std::vector<bench::CorpusSection>& corpus, const Options& options, Figures& figures) {
  Ours ours;
  bench::Peer peer;
  std::vector<std::string> patterns;
  for (const auto& entry : detect::kOraclePatterns) patterns.emplace_back(entry.pattern);
  if (!ours.compile(packs42()) || (options.peer && !peer.compile(patterns))) return false;
  const auto rows = measure_all(corpus, ours, options.peer ? &peer : nullptr);
  figures.add(rows, "match");
  figures.headline("match_vs_vectorscan", figures.total(), "42 patterns, all sections");
  figures.headline("match_vs_vectorscan_worst", std::min(ratio_of(rows, "personal_csv"), ratio_of(rows, "numeric_csv")),
                   "the lower of personal_csv and numeric_csv");
  figures.headline("match_vs_vectorscan_prose", ratio_of(rows, "prose"));
  return true;
}

bool bench_packs(const std::vector<bench::CorpusSection>& corpus, const Options& options, Figures& figures) {
  const pack::Loaded loaded = pack::load_packs(std::string(GD_SOURCE_DIR) + "/packs");
  Ours ours;
  bench::Peer peer;
  if (!loaded.problems.empty() || !ours.compile(loaded.set) || (options.peer && !peer.compile(loaded.set, *ours.engine))) return false;
  figures.add(measure_all(corpus, ours, options.peer ? &peer : nullptr), "packs");
  figures.headline("match_all_packs", figures.total(), "every rule and dictionary that ships");
  figures.headline("dictionary_words", static_cast<double>(peer.words));
  figures.headline("pack_patterns", static_cast<double>(peer.patterns + peer.left_out), fmt::format("{} of them the peer cannot take", peer.left_out));
  return true;
}

bool bench_rules(const std::vector<bench::CorpusSection>& corpus, Figures& figures) {
  constexpr unsigned kFew = 100, kMany = 1000;
  Ours few, many;
  if (!few.compile(bench::made_rules(kFew)) || !many.compile(bench::made_rules(kMany))) return false;
  std::vector<double> few_seconds, many_seconds;
  std::size_t bytes = 0;
  for (const auto& section : corpus) bytes += section.text.size();
  for (int round = 0; round < rounds; ++round) {
    const double start = thread_seconds();
    for (const auto& section : corpus) few.scan(section.text);
    const double middle = thread_seconds();
    for (const auto& section : corpus) many.scan(section.text);
    few_seconds.push_back(middle - start);
    many_seconds.push_back(thread_seconds() - middle);
  }
  const double gigabytes = static_cast<double>(bytes) / 1e9;
  figures.headline("rules_100_gbps", gigabytes / median(few_seconds));
  figures.headline("rules_1000_gbps", gigabytes / median(many_seconds));
  figures.headline("rules_1000_vs_100", median(many_seconds) / median(few_seconds), "time with 1,000 rules : time with 100");
  figures.headline("cost_per_added_rule_us_per_mb", (median(many_seconds) - median(few_seconds)) / (kMany - kFew) * 1e6 / (gigabytes * 1e3),
                   "microseconds per megabyte of text");
  return true;
}

// For programs that search files (bench/tools.py): one file a section, and the patterns, one a line.
int write_files(const std::vector<bench::CorpusSection>& corpus, const std::filesystem::path& folder) {
  for (const auto& section : corpus) std::ofstream(folder / (section.name + ".txt"), std::ios::binary) << section.text;
  std::ofstream patterns(folder / "patterns");
  for (const auto& entry : detect::kOraclePatterns) patterns << entry.pattern << '\n';
  return patterns.flush() ? 0 : 2;
}

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--json") options.json = true;
    if (word == "--ours") options.peer = false;
    if (word == "--only" && i + 1 < argc) options.part = argv[i + 1];
    if (word == "--rounds" && i + 1 < argc) rounds = std::max(1, std::atoi(argv[i + 1]));
    if (word == "--section" && i + 1 < argc) options.section = argv[i + 1];
    if (word == "--write" && i + 1 < argc) options.write = argv[i + 1];
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  auto corpus = bench::engine_corpus(8U << 20);
  if (!options.section.empty()) std::erase_if(corpus, [&](const auto& section) { return section.name != options.section; });
  if (!options.json) fmt::print("byte classes by {}\n", detect::class_bits().name);
  if (!options.write.empty()) return write_files(corpus, options.write);
  Figures figures(options);
  const auto wanted = [&](std::string_view part) { return options.part.empty() || options.part == part; };
  if (wanted("match") && !bench_match(corpus, options, figures)) return 2;
  if (wanted("packs") && !bench_packs(corpus, options, figures)) return 2;
  if (wanted("rules") && !bench_rules(corpus, figures)) return 2;
  figures.print();
  return 0;
}
