// Many literals searched at once (Vectorscan). Hits are reported by where they end, in ascending order.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "detect/pattern_shape.h"
#include "detect/ready_cache.h"

namespace gongdun::detect {

class LiteralSet {
 public:
  static constexpr std::size_t kMaxPiece = 1U << 30;  // bytes of one call of the library, which counts in 32 bits

  // The id of a literal is its index. An empty set is fine and finds nothing. Longer texts are searched in overlapping pieces.
  static base::Result<LiteralSet> compile(const std::vector<Literal>& literals, const ReadyCache& cache = ReadyCache::none(), std::size_t piece = kMaxPiece);
  ~LiteralSet();
  LiteralSet(LiteralSet&&) noexcept;
  LiteralSet& operator=(LiteralSet&&) noexcept;

  class Scratch {
   public:
    explicit Scratch(const LiteralSet& set);
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

   private:
    friend class LiteralSet;
    void* scratch_ = nullptr;
  };

  class Receiver {
   public:
    virtual ~Receiver() = default;
    virtual void literal(std::uint32_t id, std::size_t end) = 0;
  };
  void scan(std::string_view text, Scratch& scratch, Receiver& receiver) const;

 private:
  LiteralSet() = default;
  void* database_ = nullptr;
  std::size_t piece_ = kMaxPiece;
  std::size_t longest_ = 0;
};

}  // namespace gongdun::detect
