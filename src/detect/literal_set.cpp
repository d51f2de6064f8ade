// The one file that talks to Vectorscan.
#include "detect/literal_set.h"

#include <hs/hs.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

#include "crypto/sm3.h"

namespace gongdun::detect {
namespace {

struct Piece {
  LiteralSet::Receiver& receiver;
  std::size_t base;  // where the piece begins in the text
  std::size_t seen;  // hits up to here were reported from the piece before
};

int on_hit(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  const Piece& piece = *static_cast<const Piece*>(context);
  const std::size_t end = piece.base + static_cast<std::size_t>(to);
  if (end > piece.seen) piece.receiver.literal(id, end);
  return 0;
}

// Everything the database depends on; the library itself refuses one made for another machine.
std::string key_of(const std::vector<Literal>& literals) {
  crypto::Sm3 hash;
  hash.update(hs_version());
  for (const Literal& literal : literals) {
    hash.update(literal.caseless ? "\ni" : "\n=");
    hash.update(std::to_string(literal.bytes.size()) + ":" + literal.bytes);
  }
  return "literals-" + crypto::hex(hash.finish());
}

hs_database_t* restored(const std::optional<std::string>& bytes) {
  hs_database_t* database = nullptr;
  if (!bytes || hs_deserialize_database(bytes->data(), bytes->size(), &database) != HS_SUCCESS) return nullptr;
  return database;
}

std::string serialized(const hs_database_t* database) {
  char* bytes = nullptr;
  std::size_t length = 0;
  if (hs_serialize_database(database, &bytes, &length) != HS_SUCCESS) return {};
  std::string out(bytes, length);
  std::free(bytes);
  return out;
}

base::Result<hs_database_t*> made_of(const std::vector<Literal>& literals) {
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
  if (code == HS_SUCCESS) return database;
  const std::string why = error != nullptr && error->message != nullptr ? error->message : "unknown";
  hs_free_compile_error(error);
  return base::fail(base::Code::internal, "字面量检索库编译失败:" + why, "the literal database could not be compiled: " + why);
}

}  // namespace

base::Result<LiteralSet> LiteralSet::compile(const std::vector<Literal>& literals, const ReadyCache& cache, std::size_t piece) {
  LiteralSet set;
  for (const Literal& literal : literals) set.longest_ = std::max(set.longest_, literal.bytes.size());
  set.piece_ = std::max(piece, 2 * set.longest_);
  if (literals.empty()) return set;
  const std::string key = key_of(literals);
  set.database_ = restored(cache.find(key));
  if (set.database_ != nullptr) return set;
  auto made = made_of(literals);
  if (!made) return std::unexpected(std::move(made).error());
  set.database_ = *made;
  cache.keep(key, serialized(*made));
  return set;
}

LiteralSet::~LiteralSet() {
  hs_free_database(static_cast<hs_database_t*>(database_));
}
LiteralSet::LiteralSet(LiteralSet&& other) noexcept : database_(std::exchange(other.database_, nullptr)), piece_(other.piece_), longest_(other.longest_) {}
LiteralSet& LiteralSet::operator=(LiteralSet&& other) noexcept {
  std::swap(database_, other.database_);
  piece_ = other.piece_;
  longest_ = other.longest_;
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
  Piece piece{receiver, 0, 0};
  while (piece.seen < text.size()) {
    const std::size_t length = std::min(text.size() - piece.base, piece_);
    hs_scan(static_cast<const hs_database_t*>(database_), text.data() + piece.base, static_cast<unsigned>(length), 0,
            static_cast<hs_scratch_t*>(scratch.scratch_), &on_hit, &piece);
    piece.seen = piece.base + length;
    piece.base = piece.seen - std::min(piece.seen, longest_ - 1);
  }
}

}  // namespace gongdun::detect
