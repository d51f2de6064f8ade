// The one file that talks to Vectorscan.
#include "detect/literal_set.h"

#include <hs/hs.h>

#include <algorithm>
#include <new>
#include <utility>

namespace gongdun::detect {
namespace {

constexpr std::size_t kMaxScanBytes = 1U << 30;  // of one call of the library

int on_hit(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  auto& [receiver, base] = *static_cast<std::pair<LiteralSet::Receiver*, std::size_t>*>(context);
  receiver->literal(id, base + static_cast<std::size_t>(to));
  return 0;
}

}  // namespace

base::Result<LiteralSet> LiteralSet::compile(const std::vector<Literal>& literals) {
  LiteralSet set;
  if (literals.empty()) return set;
  std::vector<const char*> expressions;
  std::vector<unsigned> flags, ids;
  std::vector<std::size_t> lengths;
  for (const Literal& literal : literals) {
    expressions.push_back(literal.bytes.data());
    lengths.push_back(literal.bytes.size());
    flags.push_back(literal.caseless ? HS_FLAG_CASELESS : 0U);
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t code = hs_compile_lit_multi(expressions.data(), flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(ids.size()), HS_MODE_BLOCK,
                                               nullptr, &database, &error);
  if (code != HS_SUCCESS) {
    const std::string why = error != nullptr && error->message != nullptr ? error->message : "unknown";
    hs_free_compile_error(error);
    return base::fail(base::Code::internal, "字面量检索库编译失败:" + why, "the literal database could not be compiled: " + why);
  }
  set.database_ = database;
  return set;
}

LiteralSet::~LiteralSet() {
  hs_free_database(static_cast<hs_database_t*>(database_));
}
LiteralSet::LiteralSet(LiteralSet&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
LiteralSet& LiteralSet::operator=(LiteralSet&& other) noexcept {
  std::swap(database_, other.database_);
  return *this;
}

LiteralSet::Scratch::Scratch(const LiteralSet& set) {
  if (set.database_ == nullptr) return;
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(static_cast<hs_database_t*>(set.database_), &scratch) != HS_SUCCESS) throw std::bad_alloc();
  scratch_ = scratch;
}
LiteralSet::Scratch::~Scratch() {
  hs_free_scratch(static_cast<hs_scratch_t*>(scratch_));
}
LiteralSet::Scratch::Scratch(Scratch&& other) noexcept : scratch_(std::exchange(other.scratch_, nullptr)) {}
LiteralSet::Scratch& LiteralSet::Scratch::operator=(Scratch&& other) noexcept {
  std::swap(scratch_, other.scratch_);
  return *this;
}

void LiteralSet::scan(std::string_view text, Scratch& scratch, Receiver& receiver) const {
  if (database_ == nullptr) return;
  std::pair<Receiver*, std::size_t> context{&receiver, 0};
  const std::size_t length = std::min(text.size(), kMaxScanBytes);
  hs_scan(static_cast<const hs_database_t*>(database_), text.data(), static_cast<unsigned>(length), 0, static_cast<hs_scratch_t*>(scratch.scratch_), &on_hit,
          &context);
}

}  // namespace gongdun::detect
