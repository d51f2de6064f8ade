// Runs a MaskProgram over text: bytes → class bits (64 positions a word) → shifts and ands → candidate positions. The text is worked in
// independent strips that overlap by what patterns look back (one byte) and ahead (kMaxLookAhead), so the chunking never changes the result.
// A step whose result is empty over a strip is not carried further: prose and code cost little more than the class bits.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "detect/mask_program.h"

namespace gongdun::detect {

class ClassRunKernel {
 public:
  static constexpr std::size_t kWords = 64;               // of a strip
  static constexpr std::size_t kStripBytes = 60 * 64;     // new positions of a strip
  static constexpr std::size_t kMaxLookAhead = 160;       // bytes a program may look ahead in all

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
    std::vector<unsigned char> empty_;
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
  void compile(const MaskProgram& program);
  void strip(const unsigned char* text, std::size_t words, Scratch& scratch) const;

  std::unique_ptr<Atoms> atoms_;
  std::vector<Instruction> code_;
  std::vector<std::pair<std::uint16_t, std::uint32_t>> triggers_;   // slot, trigger
  std::uint16_t slots_ = 0;
};

}  // namespace gongdun::detect
