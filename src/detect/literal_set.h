// Many literals searched at once (Vectorscan). Hits are reported by where they end, in ascending order.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "detect/pattern_shape.h"

namespace gongdun::detect {

class LiteralSet {
 public:
  // The id of a literal is its index. An empty set is fine and finds nothing.
  static base::Result<LiteralSet> compile(const std::vector<Literal>& literals);
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
};

}  // namespace gongdun::detect
