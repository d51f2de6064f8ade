// The peer of the speed comparisons: one Vectorscan database, block mode, over the same patterns and words as the engine. It reports where
// matches end and nothing else: no beginnings, no validators, no vetoes.
#pragma once
#include <hs/hs.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/engine.h"
#include "pack/spec.h"

namespace gongdun::bench {

constexpr std::size_t kPeerBlock = 1U << 20;  // bytes given to one call

class Peer {
 public:
  Peer() = default;
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  // The patterns as they are, bytewise. False (with a message on the error stream) if one cannot be taken.
  bool compile(const std::vector<std::string>& patterns);
  // All patterns and dictionary words of the packs and all terms the engine looks for. Look-around and what exceeds its size limit is left
  // out, which only makes the peer faster.
  bool compile(const pack::PackSet& packs, const detect::Engine& engine);

  std::uint64_t scan(std::string_view text);  // match events

  std::size_t patterns = 0, words = 0, left_out = 0;

 private:
  bool build(const std::vector<std::string>& expressions, const std::vector<unsigned>& flags);

  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
};

}  // namespace gongdun::bench
