#include "read/parquet_meta.h"

#include <algorithm>
#include <array>

#include "read/thrift_compact.h"

namespace gongdun::read {
namespace {

using Type = ThriftType;

struct Element {
  std::int64_t type = -1, length = 0, repetition = 0, children = 0, converted = -1, scale = 0;
  std::string name;
  int logical = 0;        // which member of the LogicalType union
  std::int64_t unit = 0;  // 1 milli-, 2 micro-, 3 nanoseconds
  bool is_unsigned = false;
};

bool is_integer(Type type) {
  return type == Type::i16 || type == Type::i32 || type == Type::i64;
}

// LogicalType: a union, that is a structure with one field.
void read_logical(ThriftReader& in, Element& element) {
  in.structure([&](ThriftField which) {
    if (which.type != Type::structure) return false;
    element.logical = which.id;
    in.structure([&](ThriftField field) {
      if (which.id == 5 && field.id == 1 && is_integer(field.type)) {
        element.scale = in.integer();
        return true;
      }
      if ((which.id == 7 || which.id == 8) && field.id == 2 && field.type == Type::structure) {
        in.structure([&](ThriftField unit) {
          element.unit = unit.id;
          return false;
        });
        return true;
      }
      if (which.id == 10 && field.id == 2) element.is_unsigned = field.type == Type::no;
      return false;
    });
    return true;
  });
}

Element read_element(ThriftReader& in) {
  Element element;
  in.structure([&](ThriftField field) {
    if (field.id == 4 && field.type == Type::binary) {
      element.name = field_text(in.binary());
      return true;
    }
    if (field.id == 10 && field.type == Type::structure) {
      read_logical(in, element);
      return true;
    }
    const std::array<std::pair<int, std::int64_t*>, 6> numbers{
        {{1, &element.type}, {2, &element.length}, {3, &element.repetition}, {5, &element.children}, {6, &element.converted}, {7, &element.scale}}};
    const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const auto& number) { return number.first == field.id; });
    if (found == numbers.end() || !is_integer(field.type)) return false;
    *found->second = in.integer();
    return true;
  });
  return element;
}

ParquetChunk read_chunk(ThriftReader& in) {
  ParquetChunk chunk;
  bool described = false;
  in.structure([&](ThriftField field) {
    if (field.id == 1 && field.type == Type::binary) {
      chunk.elsewhere = chunk.elsewhere || !in.binary().empty();
      return true;
    }
    if (field.id != 3 || field.type != Type::structure) return false;
    described = true;
    in.structure([&](ThriftField part) {
      const std::array<std::pair<int, std::int64_t*>, 6> numbers{
          {{4, &chunk.codec}, {5, &chunk.values}, {6, &chunk.unpacked}, {7, &chunk.packed}, {9, &chunk.data_at}, {11, &chunk.dictionary_at}}};
      const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const auto& number) { return number.first == part.id; });
      if (found == numbers.end() || !is_integer(part.type)) return false;
      *found->second = in.integer();
      return true;
    });
    return true;
  });
  chunk.elsewhere = chunk.elsewhere || !described;
  return chunk;
}

ParquetGroup read_group(ThriftReader& in, std::size_t most_chunks) {
  ParquetGroup group;
  in.structure([&](ThriftField field) {
    if (field.id == 1 && field.type == Type::list) {
      in.list(Type::structure, [&] {
        group.chunks.push_back(read_chunk(in));
        if (group.chunks.size() > most_chunks) in.refuse();
      });
      return true;
    }
    if (field.id != 3 || !is_integer(field.type)) return false;
    group.rows = in.integer();
    return true;
  });
  return group;
}

std::pair<std::string, std::string> read_pair(ThriftReader& in) {
  std::pair<std::string, std::string> pair;
  in.structure([&](ThriftField field) {
    if (field.type != Type::binary || (field.id != 1 && field.id != 2)) return false;
    (field.id == 1 ? pair.first : pair.second) = in.binary();
    return true;
  });
  return pair;
}

constexpr std::array<std::string_view, 8> kPhysical{"BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"};

void set_meaning(const Element& element, ParquetLeaf& leaf) {
  const auto is = [&](int logical, std::initializer_list<int> converted) {
    return element.logical == logical || (element.logical == 0 && std::find(converted.begin(), converted.end(), element.converted) != converted.end());
  };
  leaf.scale = static_cast<int>(std::clamp<std::int64_t>(element.scale, 0, 60));
  if (is(1, {0}) || is(4, {4}) || is(12, {19})) {
    leaf.meaning = ParquetMeaning::text;
    leaf.declared = "STRING";
  } else if (is(5, {5})) {
    leaf.meaning = ParquetMeaning::decimal;
    leaf.declared = "DECIMAL";
  } else if (is(6, {6})) {
    leaf.meaning = ParquetMeaning::date;
    leaf.declared = "DATE";
  } else if (is(7, {7, 8})) {
    leaf.meaning = ParquetMeaning::time;
    leaf.declared = "TIME";
  } else if (is(8, {9, 10}) || leaf.type == ParquetType::int96) {
    leaf.meaning = ParquetMeaning::timestamp;
    leaf.declared = "TIMESTAMP";
  } else if ((element.logical == 10 && element.is_unsigned) || is(-1, {11, 12, 13, 14})) {
    leaf.meaning = ParquetMeaning::unsigned_number;
  } else if (element.logical == 14 && leaf.fixed_bytes == 16) {
    leaf.meaning = ParquetMeaning::uuid;
    leaf.declared = "UUID";
  }
  const bool milli = element.unit == 1 || (element.unit == 0 && (element.converted == 7 || element.converted == 9));
  leaf.per_second = milli ? 1000 : element.unit == 3 ? 1'000'000'000 : 1'000'000;
}

struct Position {
  std::string path;
  unsigned definition = 0, repetition = 0;
  bool list = false;   // the group above is a list: the next level only repeats
  bool inner = false;  // … and the level below that is the element, which has no name of its own
};

class Schema {
 public:
  Schema(const std::vector<Element>& elements, const Limits& limits, ParquetMeta& meta) : elements_(elements), limits_(limits), meta_(meta) {}

  base::Status walk() {
    if (elements_.empty()) return broken();
    const std::int64_t children = elements_[next_++].children;
    for (std::int64_t i = 0; i < children; ++i) GD_TRY(node({}, 1));
    return {};
  }

 private:
  static std::unexpected<base::Error> broken() {
    return base::fail(base::Code::invalid_input, "Parquet 文件的结构说明不完整，未读取", "the schema of the Parquet file is incomplete; it was not read");
  }

  base::Status node(const Position& above, std::size_t depth) {
    if (next_ >= elements_.size() || depth > limits_.depth) return broken();
    const Element& element = elements_[next_++];
    Position here = above;
    here.list = here.inner = false;
    if (element.repetition != 0) ++here.definition;
    if (element.repetition == 2) ++here.repetition;
    const bool nameless = (above.list && element.repetition == 2 && element.children > 0) || above.inner;
    if (!nameless) here.path += (here.path.empty() ? "" : ".") + element.name;
    path_bytes_ += here.path.size();
    if (path_bytes_ > limits_.whole_bytes) return broken();  // long names over many levels
    if (element.children <= 0) return leaf(element, here);
    const bool map = element.logical == 2 || element.converted == 1 || element.converted == 2;
    here.list = !nameless && (map || element.logical == 3 || element.converted == 3);
    here.inner = nameless && !above.inner && element.children == 1;
    for (std::int64_t i = 0; i < element.children; ++i) GD_TRY(node(here, depth + 1));
    return {};
  }

  base::Status leaf(const Element& element, const Position& here) {
    if (element.type < 0 || element.type > 7) return broken();
    ParquetLeaf leaf;
    leaf.name = here.path;
    leaf.type = static_cast<ParquetType>(element.type);
    leaf.declared = kPhysical.at(static_cast<std::size_t>(element.type));
    leaf.fixed_bytes = static_cast<std::uint32_t>(std::clamp<std::int64_t>(element.length, 0, 1 << 20));
    if (leaf.type == ParquetType::fixed && leaf.fixed_bytes == 0) return broken();
    leaf.max_definition = here.definition;
    leaf.max_repetition = here.repetition;
    set_meaning(element, leaf);
    meta_.leaves.push_back(std::move(leaf));
    return {};
  }

  const std::vector<Element>& elements_;
  const Limits& limits_;
  ParquetMeta& meta_;
  std::size_t next_ = 0, path_bytes_ = 0;
};

}  // namespace

base::Result<ParquetMeta> read_parquet_meta(std::string_view footer, const Limits& limits) {
  ParquetMeta meta;
  std::vector<Element> elements;
  ThriftReader in(footer);
  // An empty structure takes one byte of the footer and many in memory: what no real file has is not collected.
  const std::size_t most_elements = 8 * limits.columns, most_pairs = 10'000, most_chunks = footer.size() / 8;
  std::size_t chunks = 0;
  in.structure([&](ThriftField field) {
    if (field.type == Type::list && field.id == 2) {
      in.list(Type::structure, [&] {
        elements.push_back(read_element(in));
        if (elements.size() > most_elements) in.refuse();
      });
    } else if (field.type == Type::list && field.id == 4) {
      in.list(Type::structure, [&] {
        meta.groups.push_back(read_group(in, most_chunks));
        chunks += 1 + meta.groups.back().chunks.size();
        if (chunks > most_chunks) in.refuse();
      });
    } else if (field.type == Type::list && field.id == 5) {
      in.list(Type::structure, [&] {
        meta.pairs.push_back(read_pair(in));
        if (meta.pairs.size() > most_pairs) in.refuse();
      });
    } else if (field.id == 3 && is_integer(field.type)) {
      meta.rows = in.integer();
    } else if (field.id == 6 && field.type == Type::binary) {
      meta.created_by = field_text(in.binary());
    } else {
      return false;
    }
    return true;
  });
  if (in.failed()) return base::fail(base::Code::invalid_input, "Parquet 文件尾已损坏，未读取", "the footer of the Parquet file is damaged; it was not read");
  GD_TRY(Schema(elements, limits, meta).walk());
  const auto complete = [&](const ParquetGroup& group) { return group.chunks.size() == meta.leaves.size(); };
  if (!std::all_of(meta.groups.begin(), meta.groups.end(), complete)) {
    return base::fail(base::Code::invalid_input, "Parquet 行组的列数与结构说明不符，未读取",
                      "a Parquet row group has other columns than the schema; it was not read");
  }
  return meta;
}

}  // namespace gongdun::read
