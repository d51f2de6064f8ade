// The pattern engine against one Vectorscan database of the same 42 patterns: same process, same buffers, interleaved runs, thread CPU time.
// The engine reports exact begin and end offsets; the peer reports only where matches end.
#include <fmt/core.h>
#include <hs/hs.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <string_view>
#include <vector>

#include "detect/class_bits.h"
#include "detect/engine.h"
#include "detect/oracle_patterns.h"
#include "engine_corpus.h"

namespace {

using namespace gongdun;

constexpr std::size_t kBuffer = 1U << 20;

double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

class Peer {
 public:
  bool compile() {
    std::vector<std::string> patterns;
    for (const auto& entry : detect::kOraclePatterns) patterns.emplace_back(entry.pattern);
    std::vector<const char*> expressions;
    std::vector<unsigned> flags(patterns.size(), 0), ids;
    for (const std::string& pattern : patterns) {
      expressions.push_back(pattern.c_str());
      ids.push_back(static_cast<unsigned>(ids.size()));
    }
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr, &database_, &error) !=
        HS_SUCCESS) {
      fmt::print(stderr, "peer: {}\n", error->message);
      hs_free_compile_error(error);
      return false;
    }
    return hs_alloc_scratch(database_, &scratch_) == HS_SUCCESS;
  }
  ~Peer() {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }

  std::uint64_t scan(std::string_view text) {
    std::uint64_t count = 0;
    const auto hit = [](unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
      ++*static_cast<std::uint64_t*>(context);
      return 0;
    };
    for (std::size_t at = 0; at < text.size(); at += kBuffer) {
      hs_scan(database_, text.data() + at, static_cast<unsigned>(std::min(kBuffer, text.size() - at)), 0, scratch_, hit, &count);
    }
    return count;
  }

 private:
  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
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

std::uint64_t scan_engine(const detect::Engine& engine, detect::Engine::Scratch& scratch, std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += kBuffer) {
    engine.scan(text.substr(at, kBuffer), scratch);
    count += scratch.matches.size();
  }
  return count;
}

struct Row {
  std::string name;
  double ours = 0, peer = 0;  // seconds
  std::size_t bytes = 0;
  std::uint64_t our_matches = 0, peer_matches = 0;
};

double rate(std::size_t bytes, double seconds) {
  return static_cast<double>(bytes) / seconds / 1e9;
}

void print_rows(const std::vector<Row>& rows, bool json) {
  Row total{.name = "total"};
  for (const Row& row : rows) {
    total.ours += row.ours;
    total.peer += row.peer;
    total.bytes += row.bytes;
    total.our_matches += row.our_matches;
    total.peer_matches += row.peer_matches;
  }
  std::vector<Row> all = rows;
  all.push_back(total);
  if (!json)
    fmt::print("{:<12}{:>10}{:>12}{:>9}{:>12}{:>12}   ({})\n", "section", "GB/s", "Vectorscan", "ratio", "matches", "peer ends", detect::class_bits().name);
  std::string object;
  for (const Row& row : all) {
    const double ours = rate(row.bytes, row.ours), peer = rate(row.bytes, row.peer);
    if (json)
      object += fmt::format("{}\"engine_{}_gbps\":{:.4f},\"vectorscan_{}_gbps\":{:.4f},\"engine_{}_ratio\":{:.3f}", object.empty() ? "" : ",", row.name, ours,
                            row.name, peer, row.name, ours / peer);
    else
      fmt::print("{:<12}{:>10.3f}{:>12.3f}{:>8.1f}x{:>12}{:>12}\n", row.name, ours, peer, ours / peer, row.our_matches, row.peer_matches);
  }
  if (json) fmt::print("{{{}}}\n", object);
}

}  // namespace

int main(int argc, char** argv) {
  bool json = false;
  for (int i = 1; i < argc; ++i) json |= std::strcmp(argv[i], "--json") == 0;
  auto engine = detect::Engine::compile(packs42());
  Peer peer;
  if (!engine || !peer.compile()) return 2;
  detect::Engine::Scratch scratch(**engine);
  std::vector<Row> rows;
  for (const auto& section : bench::engine_corpus(8U << 20)) {
    std::vector<double> ours, theirs;
    Row row{.name = section.name, .bytes = section.text.size()};
    for (int round = 0; round < 5; ++round) {
      const double start = thread_seconds();
      row.our_matches = scan_engine(**engine, scratch, section.text);
      const double middle = thread_seconds();
      row.peer_matches = peer.scan(section.text);
      ours.push_back(middle - start);
      theirs.push_back(thread_seconds() - middle);
    }
    row.ours = median(ours);
    row.peer = median(theirs);
    rows.push_back(row);
  }
  print_rows(rows, json);
  return 0;
}
