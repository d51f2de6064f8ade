// Runs a MaskProgram over text: bytes → class bits (64 positions a word) → shifts and ands → candidate positions. The text is worked in
// independent strips that overlap by what patterns look back (one byte) and ahead (kMaxLookAhead), so the chunking never changes the result.
// Masks are computed on demand, rare conditions first: where one is empty over a strip, what depends on it costs nothing.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "detect/mask_program.h"

namespace gongdun::detect {

class ClassRunKernel {
 public:
  static constexpr std::size_t kWords = 64;                      // of a strip
  static constexpr std::size_t kStripBytes = (kWords - 4) * 64;  // new positions of a strip
  static constexpr std::size_t kMaxLookAhead = 160;              // bytes a program may look ahead in all

  explicit ClassRunKernel(const MaskProgram& program);
  ~ClassRunKernel();
  ClassRunKernel(ClassRunKernel&&) noexcept;
  ClassRunKernel& operator=(ClassRunKernel&&) noexcept;

  class Scratch {
   public:
    explicit Scratch(const ClassRunKernel& kernel);

   private:
    friend class ClassRunKernel;
    std::vector<std::uint64_t> masks_;
    std::vector<const std::uint64_t*> results_;
  };

  // What a scan reports to: positions of one trigger ascend.
  class Receiver {
   public:
    virtual ~Receiver() = default;
    virtual void candidate(std::uint32_t trigger, std::size_t position) = 0;
  };

  // Bytes outside the text count as line ends.
  void scan(std::string_view text, Scratch& scratch, Receiver& receiver) const;
  std::size_t step_count() const;

  struct Instruction;

 private:
  struct Atoms;
  class Strip;
  void compile(const MaskProgram& program);
  static void report(const std::uint64_t* mask, std::size_t count, std::size_t base, std::uint32_t trigger, Receiver& receiver);

  std::unique_ptr<Atoms> atoms_;
  std::vector<Instruction> code_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> triggers_;  // step, trigger
};

}  // namespace gongdun::detect
