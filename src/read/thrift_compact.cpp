#include "read/thrift_compact.h"

namespace gongdun::read {

std::int64_t ThriftReader::integer() {
  const std::uint64_t raw = in_.varint();
  return static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
}

std::string_view ThriftReader::binary() {
  const std::uint64_t size = in_.varint();
  if (size > in_.left()) {
    failed_ = true;
    return {};
  }
  return in_.take(static_cast<std::size_t>(size));
}

ThriftReader::ListHead ThriftReader::list_head() {
  const std::uint8_t byte = in_.u8();
  ListHead head{.size = static_cast<std::uint64_t>(byte >> 4U), .type = static_cast<ThriftType>(byte & 15U)};
  if (head.size == 15) head.size = in_.varint();
  if (head.size > in_.left()) failed_ = true;  // every item takes a byte at least
  return head;
}

ThriftField ThriftReader::next_field(int last_id) {
  const std::uint8_t byte = in_.u8();
  ThriftField field{.id = last_id, .type = static_cast<ThriftType>(byte & 15U)};
  if (field.type == ThriftType::stop) return field;
  field.id = (byte >> 4U) != 0 ? last_id + (byte >> 4U) : static_cast<std::int16_t>(integer());
  return field;
}

void ThriftReader::skip(ThriftType type, int depth) {
  if (depth > kDepth) failed_ = true;
  if (failed()) return;
  switch (type) {
    case ThriftType::yes:
    case ThriftType::no:
      if (depth > 0) in_.skip(1);  // inside a list a truth value is a byte; as a field it is the type
      return;
    case ThriftType::byte: in_.skip(1); return;
    case ThriftType::i16:
    case ThriftType::i32:
    case ThriftType::i64: in_.varint(); return;
    case ThriftType::real: in_.skip(8); return;
    case ThriftType::binary: binary(); return;
    case ThriftType::list:
    case ThriftType::set: {
      const ListHead head = list_head();
      for (std::uint64_t i = 0; i < head.size && !failed(); ++i) skip(head.type, depth + 1);
      return;
    }
    case ThriftType::map: {
      const std::uint64_t size = in_.varint();
      if (size == 0) return;
      const std::uint8_t types = in_.u8();
      for (std::uint64_t i = 0; i < size && !failed(); ++i) {
        skip(static_cast<ThriftType>(types >> 4U), depth + 1);
        skip(static_cast<ThriftType>(types & 15U), depth + 1);
      }
      return;
    }
    case ThriftType::structure: {
      ThriftField field;
      while (!failed()) {
        field = next_field(field.id);
        if (field.type == ThriftType::stop) return;
        skip(field.type, field.type == ThriftType::yes || field.type == ThriftType::no ? 0 : depth + 1);
      }
      return;
    }
    default: failed_ = true;
  }
}

}  // namespace gongdun::read
