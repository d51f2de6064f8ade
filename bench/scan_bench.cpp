// The text path end to end — read, decode, match, validate, aggregate — against one Vectorscan database over the same bytes and patterns, in one
// process, interleaved. The peer only counts matches: it reads no files, checks nothing, adds nothing up.
#include <hs/hs.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/engine_corpus.h"
#include "detect/item_scanner.h"
#include "pack/load.h"
#include "read/reader.h"

namespace {

using namespace gongdun;

constexpr std::size_t kSectionBytes = 24U << 20;
constexpr int kRounds = 5;

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
  bool compile(const pack::PackSet& packs, const detect::Engine& engine) {
    std::vector<std::string> expressions;
    for (const auto& detector : packs.detectors)
      for (const auto& pattern : detector.patterns)
        if (takes(without_group_names(pattern)))
          expressions.push_back(without_group_names(pattern));
        else
          ++left_out;
    // Dictionary words are patterns too: the engine looks for all of them in the same pass.
    const std::size_t with_boundaries = expressions.size();
    for (const std::string& word : engine.vocabulary()) expressions.push_back(escaped(word));
    for (const auto& detector : packs.detectors)
      for (const std::string& word : detector.words) expressions.push_back(escaped(word));
    std::vector<const char*> texts;
    std::vector<unsigned> flags, ids;
    for (const std::string& expression : expressions) {
      ids.push_back(static_cast<unsigned>(texts.size()));
      texts.push_back(expression.c_str());
      flags.push_back(texts.size() <= with_boundaries ? HS_FLAG_UTF8 : HS_FLAG_UTF8 | HS_FLAG_CASELESS);
    }
    patterns = texts.size();
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database_, &error) !=
        HS_SUCCESS) {
      std::fprintf(stderr, "peer: %s\n", error->message);
      hs_free_compile_error(error);
      return false;
    }
    return hs_alloc_scratch(database_, &scratch_) == HS_SUCCESS;
  }

  void scan(const std::string& text) {
    constexpr std::size_t kBlock = 1U << 20;
    for (std::size_t at = 0; at < text.size(); at += kBlock)
      hs_scan(
          database_, text.data() + at, static_cast<unsigned>(std::min(kBlock, text.size() - at)), 0, scratch_,
          [](unsigned, unsigned long long, unsigned long long, unsigned, void* count) {
            ++*static_cast<std::size_t*>(count);
            return 0;
          },
          &matches);
  }

  std::size_t matches = 0, patterns = 0, left_out = 0;

 private:
  static std::string without_group_names(std::string pattern) {
    for (std::size_t at; (at = pattern.find("(?<v>")) != std::string::npos;) pattern.replace(at, 5, "(");
    return pattern;
  }

  static std::string escaped(const std::string& word) {
    std::string out;
    for (const char c : word) {
      if (std::strchr("\\^$.|?*+()[]{}", c) != nullptr) out += '\\';
      out += c;
    }
    return out;
  }

  // Look-around and patterns beyond its size limit are left out, which only makes the peer faster.
  static bool takes(const std::string& pattern) {
    hs_database_t* one = nullptr;
    hs_compile_error_t* error = nullptr;
    const bool compiled = hs_compile(pattern.c_str(), HS_FLAG_UTF8, HS_MODE_BLOCK, nullptr, &one, &error) == HS_SUCCESS;
    if (compiled)
      hs_free_database(one);
    else
      hs_free_compile_error(error);
    return compiled;
  }

  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
};

struct Row {
  std::string name;
  std::size_t bytes = 0;
  double ours = 0, peer = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const bool json = argc > 1 && std::strcmp(argv[1], "--json") == 0;
  const pack::Loaded loaded = pack::load_packs(std::string(GD_SOURCE_DIR) + "/packs");
  auto engine = detect::Engine::compile(loaded.set);
  Peer peer;
  if (!loaded.problems.empty() || !engine || !peer.compile(loaded.set, **engine)) return 2;
  detect::ItemScanner scanner(*engine, {}, [](detect::ScannedItem) { return true; });
  const auto folder = std::filesystem::temp_directory_path() / "gongdun-scan-bench";
  std::filesystem::create_directories(folder);
  std::vector<Row> rows;
  const base::StopFlag stop;
  for (const auto& section : bench::engine_corpus(kSectionBytes)) {
    const std::string path = (folder / (section.name + ".txt")).string();
    std::ofstream(path, std::ios::binary) << section.text;
    read::Item item{.uri = path, .real_path = path, .bytes = section.text.size()};
    std::vector<double> ours, theirs;
    for (int round = 0; round < kRounds; ++round) {
      const double begin = thread_seconds();
      read::read_item(item, {}, stop, scanner);
      const double middle = thread_seconds();
      peer.scan(section.text);
      ours.push_back(middle - begin);
      theirs.push_back(thread_seconds() - middle);
    }
    rows.push_back({section.name, section.text.size(), median(ours), median(theirs)});
  }
  std::filesystem::remove_all(folder);
  double ours = 0, theirs = 0, worst = 1e9;
  for (const Row& row : rows) {
    ours += row.ours;
    theirs += row.peer;
    worst = std::min(worst, row.peer / row.ours);
    if (!json)
      std::printf("%-22s %7.1f MB/s   one Vectorscan database %7.1f MB/s   ratio %.2f\n", row.name.c_str(), static_cast<double>(row.bytes) / row.ours / 1e6,
                  static_cast<double>(row.bytes) / row.peer / 1e6, row.peer / row.ours);
  }
  if (json)
    std::printf("{\"end_to_end_vs_vectorscan\": %.3f, \"end_to_end_vs_vectorscan_worst\": %.3f, \"peer_patterns\": %zu, \"peer_left_out\": %zu}\n",
                theirs / ours, worst, peer.patterns, peer.left_out);
  else
    std::printf("all sections: ratio %.2f, worst %.2f (peer: %zu patterns, %zu it cannot take left out)\n", theirs / ours, worst, peer.patterns, peer.left_out);
  return 0;
}
