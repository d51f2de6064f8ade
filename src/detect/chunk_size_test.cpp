// What is found does not depend on how the bytes arrive or where the blocks are cut: whole items through reader and scanner, for pieces of 1 byte to
// 4 MiB, against the same bytes at once in one block.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>

#include <fmt/core.h>

#include "detect/item_scanner.h"
#include "pack/load.h"
#include "read/format.h"
#include "read/stream_source.h"
#include "read/text_reader.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kWhole = 8U << 20;

std::shared_ptr<const Engine> engine() {
  static const std::shared_ptr<const Engine> kEngine = *Engine::compile(pack::load_packs(GD_SOURCE_DIR "/packs").set);
  return kEngine;
}

class NoMembers final : public read::MemberReader {
 public:
  base::Status read_member(const std::string&, base::TimeUs, read::ByteSource&) override { return {}; }
};

// Findings with places, as text.
std::string scan(const std::string& bytes, std::size_t piece, std::size_t block) {
  std::size_t at = 0;
  const auto pull = [&](std::span<std::byte> into) -> base::Result<std::size_t> {
    const std::size_t size = std::min({piece, into.size(), bytes.size() - at});
    std::memcpy(into.data(), bytes.data() + at, size);
    at += size;
    return size;
  };
  read::StreamSource source(pull, std::nullopt, kWhole);
  std::string out;
  ItemScanner scanner(engine(), {.listed_per_place = 100'000}, [&](const ScannedItem& scanned) {
    for (const Finding& one : scanned.scan.findings) out += fmt::format("{} {} {} {:.2f} {}\n", one.detector, one.row, one.offset, one.confidence, one.sample);
    return true;
  });
  read::Limits limits;
  limits.block_bytes = block;
  const base::StopFlag stop;
  const read::Item item{.uri = "chunks"};
  NoMembers members;
  read::ExtractContext context{limits, stop, scanner, item, members};
  const auto head = source.head();
  const auto text = read::head_text(source);
  const read::Format* const format = read::identify({.head = *head, .text = text->utf8, .whole = text->whole});
  EXPECT_NE(format->extract, nullptr) << format->id;
  scanner.begin_item(item, {.format = std::string(format->id)});
  const auto status = format->extract(source, context);
  EXPECT_TRUE(status) << status.error().text(base::Lang::en);
  scanner.end_item();
  return out;
}

// Running text with values in it, in lines and in one line longer than any small block.
std::string prose(std::uint64_t seed, std::size_t bytes) {
  std::mt19937_64 random(seed);
  const auto number = [&](std::uint64_t below) { return random() % below; };
  std::string text = "值班记录与联系方式汇总如下。\n";
  const std::size_t long_from = bytes / 2, long_to = bytes - bytes / 8;
  while (text.size() < bytes) {
    switch (number(9)) {
      case 0: text += fmt::format("联系电话 139{:08}", number(100'000'000)); break;
      case 1: text += fmt::format("设备位于 10.{}.{}.{}", number(250), number(250), number(250)); break;
      case 2: text += fmt::format("请发邮件至 user{}@example.com", number(10'000)); break;
      case 3: text += "身份证号码 11010519491231002X"; break;
      case 4: text += fmt::format("password = \"Xk{}#mT2v\"", number(100'000)); break;
      case 5: text += "负责人：张建国，部门为设备科"; break;
      default: text += fmt::format("2024-05-{:02} 高炉炉温 {} 摄氏度正常", 1 + number(28), 1000 + number(500)); break;
    }
    text += text.size() > long_from && text.size() < long_to ? "；" : "。\n";
  }
  return text;
}

std::string table(std::uint64_t seed, std::size_t rows) {
  std::mt19937_64 random(seed);
  std::string text = "编号,姓名,手机号,温度,备注\n";
  for (std::size_t i = 0; i < rows; ++i) {
    text += fmt::format("{},张建国,138{:08},{}.5,\"正常, 无{}\n异常\"\n", i + 1, random() % 100'000'000, random() % 1500, random() % 10);
  }
  return text;
}

struct Case {
  const char* name;
  std::string bytes;
};

TEST(ChunkSize, piecesOfAnySize_sameFindings) {
  for (const Case& one : {Case{"prose", prose(1, 120'000)}, Case{"table", table(2, 800)}, Case{"short", prose(3, 700)}}) {
    const std::string whole = scan(one.bytes, kWhole, kWhole);
    ASSERT_GT(std::ranges::count(whole, '\n'), 3) << one.name;
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U, 4095U, 65'536U, 1U << 20, 4U << 20}) {
      ASSERT_EQ(scan(one.bytes, piece, kWhole), whole) << one.name << " in pieces of " << piece;
    }
  }
}

TEST(ChunkSize, blocksOfAnySize_sameFindings) {
  for (const Case& one : {Case{"prose", prose(4, 300'000)}, Case{"table", table(5, 3000)}}) {
    const std::string whole = scan(one.bytes, kWhole, kWhole);
    for (const std::size_t block : {8192U, 10'007U, 16'384U, 65'536U, 100'003U, 1U << 20, 4U << 20}) {
      ASSERT_EQ(scan(one.bytes, 65'536, block), whole) << one.name << " in blocks of " << block;
    }
  }
}

}  // namespace
}  // namespace gongdun::detect
