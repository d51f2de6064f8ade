// Reads the compact protocol of Apache Thrift ("Thrift Compact protocol encoding"), in which Parquet keeps its descriptions.
// Pull style: the caller walks the fields it knows and skips the others. Beyond the end, or beyond a depth, everything is empty and failed() says so.
#pragma once
#include <string_view>

#include "read/binary_input.h"

namespace gongdun::read {

enum class ThriftType : std::uint8_t {
  stop = 0,
  yes = 1,
  no = 2,
  byte = 3,
  i16 = 4,
  i32 = 5,
  i64 = 6,
  real = 7,
  binary = 8,
  list = 9,
  set = 10,
  map = 11,
  structure = 12
};

struct ThriftField {
  int id = 0;
  ThriftType type = ThriftType::stop;
};

class ThriftReader {
 public:
  explicit ThriftReader(std::string_view bytes) : in_(bytes) {}

  bool failed() const { return failed_ || in_.failed(); }
  std::size_t position() const { return in_.position(); }

  // Calls on_field(field) for each field of the structure that begins here; on_field reads the value and returns true, or returns false to have it skipped.
  template <class OnField>
  void structure(OnField on_field) {
    if (++depth_ > kDepth) failed_ = true;
    ThriftField field;
    while (!failed()) {
      field = next_field(field.id);
      if (failed() || field.type == ThriftType::stop) break;
      if (!on_field(field)) skip(field.type, 0);
    }
    --depth_;
  }
  // Calls on_item() for each item of the list that begins here; items of another type than `expected` are skipped.
  template <class OnItem>
  void list(ThriftType expected, OnItem on_item) {
    const ListHead head = list_head();
    for (std::uint64_t i = 0; i < head.size && !failed(); ++i) {
      if (head.type == expected) {
        on_item();
      } else {
        skip(head.type, 0);
      }
    }
  }
  // The caller has seen enough: everything after this is empty.
  void refuse() { failed_ = true; }
  std::int64_t integer();
  std::string_view binary();
  void skip(ThriftType type, int depth);

 private:
  static constexpr int kDepth = 40;
  struct ListHead {
    std::uint64_t size = 0;
    ThriftType type = ThriftType::stop;
  };
  ListHead list_head();
  ThriftField next_field(int last_id);

  ByteCursor in_;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace gongdun::read
