// The text path end to end — read, decode, match, validate, aggregate — against one Vectorscan database over the same bytes and patterns, in one
// process, interleaved. The peer only counts matches: it reads no files, checks nothing, adds nothing up.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/engine_corpus.h"
#include "bench/peer.h"
#include "bench/thread_time.h"
#include "detect/item_scanner.h"
#include "pack/load.h"
#include "read/reader.h"

namespace {

using namespace gongdun;
using bench::median;
using bench::thread_seconds;

constexpr std::size_t kSectionBytes = 24U << 20;
constexpr int kRounds = 5;

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
  bench::Peer peer;
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
                theirs / ours, worst, peer.patterns + peer.words, peer.left_out);
  else
    std::printf("all sections: ratio %.2f, worst %.2f (peer: %zu patterns, %zu it cannot take left out)\n", theirs / ours, worst, peer.patterns + peer.words,
                peer.left_out);
  return 0;
}
