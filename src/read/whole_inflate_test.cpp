// A part inflated in one piece and the same part streamed: equal bytes, equal errors, equal charges.
#include "read/whole_inflate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "read/office_test_kit.h"
#include "read/ooxml_package.h"

namespace gongdun::read {
namespace {

using test::make_zip;

constexpr const char* kPart = "word/document.xml";

std::string varied_xml(std::size_t bytes) {
  std::string xml = "<d>";
  for (unsigned i = 1; xml.size() < bytes; ++i) xml += "<p id=\"" + std::to_string(i * 2654435761U) + "\">炉次" + std::to_string(i) + "</p>";
  return xml + "</d>";
}

std::uint32_t number(const std::string& zip, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value |= static_cast<std::uint32_t>(static_cast<unsigned char>(zip.at(at + i))) << (8 * i);
  return value;
}

void add_to(std::string& zip, std::size_t at, std::int64_t more) {
  const auto value = static_cast<std::uint32_t>(number(zip, at, 4) + static_cast<std::uint64_t>(more));
  for (std::size_t i = 0; i < 4; ++i) zip.at(at + i) = static_cast<char>(value >> (8 * i) & 0xFF);
}

// Where the directory speaks of kPart (APPNOTE 4.3.12), and where its data begin.
struct Place {
  std::size_t crc, packed, unpacked, data;
};

Place find_part(const std::string& zip) {
  const std::size_t record = zip.rfind(kPart) - 46;
  EXPECT_EQ(number(zip, record, 4), 0x02014b50U);
  const std::size_t local = number(zip, record + 42, 4);
  return {record + 16, record + 20, record + 24, local + 30 + number(zip, local + 26, 2) + number(zip, local + 28, 2)};
}

class CountedBytes final : public RandomAccess {
 public:
  explicit CountedBytes(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) override {
    const std::size_t from = std::min<std::size_t>(offset, bytes_.size()), count = std::min(into.size(), bytes_.size() - from);
    std::memcpy(into.data(), bytes_.data() + from, count);
    given += count;
    return count;
  }
  base::Result<int> descriptor() override { return base::fail(base::Code::internal, "无", "none"); }
  std::uint64_t given = 0;

 private:
  std::string_view bytes_;
};

struct Outcome {
  std::string bytes;
  std::optional<base::Code> code;
  bool operator==(const Outcome&) const = default;
};

Outcome read_part(OoxmlPackage& package, std::string_view part) {
  Outcome outcome;
  auto input = package.open_part(part);
  if (!input) return outcome.code = input.error().code, outcome;
  std::array<std::byte, 1000> piece{};
  for (;;) {
    auto got = (*input)(piece);
    if (!got) return outcome.code = got.error().code, outcome;
    if (*got == 0) return outcome;
    outcome.bytes.append(reinterpret_cast<const char*>(piece.data()), *got);
  }
}

// All parts, one after the other out of one package.
std::vector<Outcome> read_parts(const std::string& zip, Limits limits, bool whole) {
  if (!whole) limits.inflate_bytes = 0;
  CountedBytes bytes(zip);
  std::vector<Outcome> outcomes;
  auto package = OoxmlPackage::open(bytes, limits);
  if (!package) return {{{}, package.error().code}};
  for (const std::string& part : (*package)->parts()) outcomes.push_back(read_part(**package, part));
  return outcomes;
}

// What both ways say.
std::vector<Outcome> both(const std::string& zip, const Limits& limits = {}) {
  const auto whole = read_parts(zip, limits, true);
  EXPECT_EQ(whole, read_parts(zip, limits, false));
  return whole;
}

bool read_at_once(const std::string& zip, const Limits& limits = {}) {
  CountedBytes bytes(zip);
  auto package = OoxmlPackage::open(bytes, limits);
  const std::uint64_t before = bytes.given;
  const auto input = (*package)->open_part(kPart);
  return input && bytes.given - before >= number(zip, find_part(zip).packed, 4);
}

const std::string kXml = varied_xml(300'000);
const std::string kZip = make_zip({{kPart, kXml}});

TEST(WholeInflate_part, of_an_honest_package_is_read_at_once) {
  EXPECT_TRUE(read_at_once(kZip));
  EXPECT_EQ(both(kZip), (std::vector<Outcome>{{kXml, {}}}));
}

TEST(WholeInflate_part, that_is_stored_empty_large_or_squeezed_is_streamed) {
  Limits limits;
  limits.inflate_bytes = kXml.size() - 1;
  EXPECT_FALSE(read_at_once(kZip, limits));
  for (const std::string& zip : {make_zip({{kPart, kXml}}, true), make_zip({{kPart, ""}}), make_zip({{kPart, std::string(1 << 20, ' ')}})}) {
    EXPECT_EQ(both(zip).front().code, std::nullopt);
  }
  EXPECT_FALSE(read_at_once(make_zip({{kPart, kXml}}, true)));
}

TEST(WholeInflate_promise, beyond_the_limits_is_not_small) {
  EXPECT_TRUE((DeflatePromise{1000, 50'000, 0}.small(50'000)));
  EXPECT_FALSE((DeflatePromise{1000, 50'001, 0}.small(50'000)));
  EXPECT_FALSE((DeflatePromise{1000, 0, 0}.small(50'000)));
  EXPECT_FALSE((DeflatePromise{100, 50'000, 0}.small(50'000)));
  EXPECT_FALSE((DeflatePromise{1ULL << 40, 50'000, 0}.small(50'000)));
  EXPECT_FALSE((DeflatePromise{~0ULL, ~0ULL, 0}.small(50'000)));
  EXPECT_FALSE((DeflatePromise{1000, 50'000, 0}.small(0)));
}

TEST(WholeInflate_stream, is_taken_from_its_first_to_its_last_byte) {
  const Place at = find_part(kZip);
  const std::size_t packed = number(kZip, at.packed, 4);
  const DeflatePromise promise{packed, kXml.size(), number(kZip, at.crc, 4)};
  const auto data = std::as_bytes(std::span(kZip)).subspan(at.data);
  WholeInflate inflater;
  EXPECT_TRUE(inflater.inflate(data.first(packed), promise));
  EXPECT_FALSE(inflater.inflate(data.first(packed + 1), promise));
  EXPECT_FALSE(inflater.inflate(data.first(packed - 1), promise));
  EXPECT_FALSE(inflater.inflate({}, promise));
}

// The directory or the data changed.
struct Lie {
  const char* name;
  void (*tell)(std::string& zip, const Place& at);
};

class WholeInflate_lie : public testing::TestWithParam<Lie> {};

TEST_P(WholeInflate_lie, ends_as_the_stream_ends) {
  std::string zip = kZip;
  GetParam().tell(zip, find_part(zip));
  ASSERT_NE(zip, kZip);
  const auto outcome = both(zip);
  ASSERT_EQ(outcome.size(), 1U);
  const std::string_view lie = GetParam().name;
  EXPECT_TRUE(lie == "flipped_bit" || kXml.starts_with(outcome.front().bytes));
  EXPECT_TRUE(lie != "wrong_crc" || outcome.front().code == base::Code::invalid_input);
}

INSTANTIATE_TEST_SUITE_P(Lies, WholeInflate_lie,
                         testing::Values(Lie{"truncated_stream", [](std::string& zip, const Place& at) { add_to(zip, at.packed, -20); }},
                                         Lie{"trailing_data", [](std::string& zip, const Place& at) { add_to(zip, at.packed, 20); }},
                                         Lie{"more_than_the_file", [](std::string& zip, const Place& at) { add_to(zip, at.packed, 100'000); }},
                                         Lie{"promises_less", [](std::string& zip, const Place& at) { add_to(zip, at.unpacked, -1); }},
                                         Lie{"promises_more", [](std::string& zip, const Place& at) { add_to(zip, at.unpacked, 1); }},
                                         Lie{"promises_much_more", [](std::string& zip, const Place& at) { add_to(zip, at.unpacked, 3 << 20); }},
                                         Lie{"wrong_crc", [](std::string& zip, const Place& at) { add_to(zip, at.crc, 1); }},
                                         Lie{"flipped_bit", [](std::string& zip, const Place& at) { zip[at.data + 20'000] ^= 4; }},
                                         Lie{"no_deflate", [](std::string& zip, const Place& at) { zip[at.data] = '\x07'; }}),
                         [](const auto& told) { return std::string(told.param.name); });

TEST(WholeInflate_charge, is_that_of_the_stream) {
  const std::string zip = make_zip({{"a.xml", kXml}, {kPart, kXml}});
  Limits limits;
  limits.expanded_bytes = kXml.size() * 2;
  EXPECT_EQ(both(zip, limits), (std::vector<Outcome>{{kXml, {}}, {kXml, {}}}));
  limits.expanded_bytes -= 1;
  const auto over = both(zip, limits);
  EXPECT_EQ(over.at(0).code, std::nullopt);
  EXPECT_EQ(over.at(1).code, base::Code::limit);
}

TEST(WholeInflate_charge, of_a_part_that_must_be_streamed_after_all_is_given_back) {
  std::string zip = make_zip({{kPart, kXml}, {"z.xml", kXml}});
  add_to(zip, find_part(zip).crc, 1);
  Limits limits;
  limits.expanded_bytes = kXml.size() * 2;
  const auto outcomes = both(zip, limits);
  EXPECT_EQ(outcomes.at(0).code, base::Code::invalid_input);
  EXPECT_EQ(outcomes.at(1), (Outcome{kXml, {}}));
}

TEST(WholeInflate_part, bomb_is_not_held) {
  Limits limits;
  limits.expansion_floor = 1 << 20;
  const auto outcome = both(make_zip({{kPart, std::string(3 << 20, ' ')}}), limits);
  EXPECT_EQ(outcome.front().code, base::Code::limit);
}

TEST(WholeInflate_samples, give_equal_bytes_both_ways) {
  namespace fs = std::filesystem;
  std::size_t packages = 0;
  for (const char* folder : {"/samples", "/../shared/samples"}) {
    if (!fs::exists(GD_SOURCE_DIR + std::string(folder))) continue;
    for (const auto& entry : fs::recursive_directory_iterator(GD_SOURCE_DIR + std::string(folder))) {
      const std::string extension = entry.path().extension();
      if (!std::set<std::string>{".docx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods"}.contains(extension)) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      both(std::string(std::istreambuf_iterator<char>(file), {}));
      EXPECT_FALSE(HasFailure()) << entry.path();
      ++packages;
    }
  }
  EXPECT_GT(packages, 10U);
}

}  // namespace
}  // namespace gongdun::read
