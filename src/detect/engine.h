// The pattern engine: all detectors and all terms of the packs over one buffer of UTF-8.
// At compile each detector pattern is sorted by shape — literal-anchored and dictionary patterns go to Vectorscan, literal-free shapes to the
// class-run kernel — and confirmed exactly (begin and end offsets) by an anchored PCRE2-JIT matcher. A pattern that would be slow is refused.
// An Engine is immutable and shared by threads; each thread has its own Scratch.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "detect/ready_cache.h"
#include "pack/spec.h"

namespace gongdun::detect {

// A candidate that passed its validators and token vetoes. Context has not been looked at yet.
struct Match {
  std::uint32_t detector = 0;                    // index into Engine::detectors()
  std::uint32_t begin = 0, end = 0;              // whole match, bytes in the buffer
  std::uint32_t value_begin = 0, value_end = 0;  // the value inside it (group "v")
  bool masked_form = false;
};

struct TermHit {
  std::uint32_t term = 0;  // index into Engine::vocabulary()
  std::uint32_t end = 0;
};

struct EngineCore;

class Engine {
 public:
  // Fails with every refused rule named (file, line, reason).
  static base::Result<std::shared_ptr<const Engine>> compile(const pack::PackSet& packs, const ReadyCache& cache = ReadyCache::none());
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  class Scratch {
   public:
    explicit Scratch(const Engine& engine);
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    std::vector<Match> matches;  // result of the last scan, by (begin, detector)
    std::vector<TermHit> terms;  // result of the last scan, by end

   private:
    friend class Engine;
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  // Buffers up to 4 GiB; 64 KiB–4 MiB is best (readers hand out blocks of 1 MiB). Every match and every term is reported, none is left out
  // for number: a term hit takes 8 bytes, a match 24. Results are in `scratch` until its next use.
  void scan(std::string_view buffer, Scratch& scratch) const;

  const std::vector<pack::Detector>& detectors() const;
  // All term words of the packs, without duplicates; grade maps them back to sectors, categories and kinds.
  const std::vector<std::string>& vocabulary() const;
  int find_detector(std::string_view id) const;  // -1 if unknown

  // For `pack try`, docs and tests: how each pattern is carried out ("run", "literal", "dictionary") and why.
  struct Plan {
    std::string detector, pattern, kind, why;
  };
  std::vector<Plan> plans() const;
  // What compile() made (engine_impl.h), for parts of this room that derive more from it.
  const EngineCore& core() const;

 private:
  Engine();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Masks a value as its detector says: at most keep_head/keep_tail characters stay, never more than a third of a short value; secrets show nothing.
std::string mask_value(std::string_view value, const pack::Mask& mask);

}  // namespace gongdun::detect
