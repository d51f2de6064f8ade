#include "read/compound_file.h"

#include <gtest/gtest.h>

#include "read/compound_writer.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

// A file in memory with its reader.
struct Opened {
  explicit Opened(std::string from, const Limits& limits = {}) : bytes(std::move(from)), source(std::as_bytes(std::span(bytes))) {
    file = CompoundFile::open(**source.random_access(), limits);
  }
  std::string read(std::string_view name, std::uint32_t parent = 0) const {
    const CompoundEntry* const entry = (*file)->find_stream(name, parent);
    return entry == nullptr ? "?" : (*file)->read_whole(*entry, 64 << 20).value_or("!");
  }
  std::string bytes;
  MemorySource source;
  base::Result<std::unique_ptr<CompoundFile>> file;
};

std::string pattern(std::size_t size, int seed) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>((i * 7 + i / 509 + static_cast<std::size_t>(seed)) & 0xFF));
  return out;
}

std::string sample(std::size_t sector = 512) {
  CompoundWriter writer({}, sector);
  writer.stream(0, "short", "kurz");
  writer.stream(0, "long", pattern(5000, 1));
  const std::uint32_t storage = writer.storage(0, "Ordner");
  writer.stream(storage, "short", "tief");
  writer.stream(storage, "\5SummaryInformation", pattern(4095, 2));
  writer.stream(storage, "empty", "");
  return writer.finish();
}

TEST(CompoundFile_streams, short_and_long_ones_come_back_in_both_sector_sizes) {
  for (const std::size_t sector : {512U, 4096U}) {
    const Opened opened(sample(sector));
    ASSERT_TRUE(opened.file.has_value()) << sector;
    const CompoundFile& file = **opened.file;
    EXPECT_FALSE(file.damaged());
    EXPECT_EQ(opened.read("SHORT"), "kurz");
    EXPECT_EQ(opened.read("long"), pattern(5000, 1));
    const CompoundEntry* const storage = file.find("ordner");
    ASSERT_NE(storage, nullptr);
    const std::uint32_t index = file.index_of(*storage);
    EXPECT_EQ(opened.read("short", index), "tief");
    EXPECT_EQ(opened.read("\5SummaryInformation", index), pattern(4095, 2));
    EXPECT_EQ(opened.read("empty", index), "");
    EXPECT_EQ(opened.read("absent"), "?");
    EXPECT_EQ(file.children(index).size(), 3U);
    EXPECT_EQ(file.path_of(file.index_of(*file.find("\5SummaryInformation", index))), "Ordner/SummaryInformation");
  }
}

TEST(CompoundFile_difat, a_file_of_more_than_109_table_sectors_is_read) {
  CompoundWriter writer;
  const std::string large = pattern(8 << 20, 3);
  writer.stream(0, "large", large);
  const Opened opened(writer.finish());
  ASSERT_TRUE(opened.file.has_value());
  EXPECT_TRUE(opened.read("large") == large);
  std::string piece(10'000, '\0');
  EXPECT_EQ((*opened.file)->stream(*(*opened.file)->find("large")).read_at((8 << 20) - 5000, std::as_writable_bytes(std::span(piece))), 5000U);
}

TEST(CompoundFile_storage, becomes_a_file_of_its_own) {
  const Opened opened(sample());
  auto bytes = storage_as_file(**opened.file, (*opened.file)->index_of(*(*opened.file)->find("Ordner")), 1 << 20);
  ASSERT_TRUE(bytes.has_value());
  const Opened again(std::move(*bytes));
  EXPECT_EQ(again.read("short"), "tief");
  EXPECT_EQ(again.read("\5SummaryInformation"), pattern(4095, 2));
  EXPECT_FALSE(storage_as_file(**opened.file, 0, 100).has_value());
}

TEST(CompoundFile_hostile, every_truncation_ends_without_harm) {
  const std::string whole = sample();
  for (std::size_t size = 0; size < whole.size(); size += 61) {
    const Opened opened(whole.substr(0, size));
    if (!opened.file) continue;
    for (const CompoundEntry& entry : (*opened.file)->entries()) (void)(*opened.file)->read_whole(entry, 1 << 20);
  }
}

TEST(CompoundFile_hostile, circles_in_chains_and_directory_end) {
  for (const char value : {'\0', '\2', '\5', '\x7F'}) {
    const std::string whole = sample();
    for (std::size_t at = 44; at < whole.size(); at += at < 512 ? 8 : 60) {
      std::string bytes = whole;
      bytes.replace(at, 4, std::string{value, '\0', '\0', '\0'});
      const Opened opened(bytes);
      if (!opened.file) continue;
      for (const CompoundEntry& entry : (*opened.file)->entries()) (void)(*opened.file)->read_whole(entry, 1 << 20);
      (void)storage_as_file(**opened.file, 0, 1 << 20);
    }
  }
}

TEST(CompoundFile_hostile, a_stream_that_states_too_much_gives_what_is_there) {
  std::string bytes = sample();
  const std::size_t name = bytes.find(std::string("l\0o\0n\0g\0", 8));
  ASSERT_NE(name, std::string::npos);
  bytes.replace(name + 120, 4, "\xFF\xFF\xFF\x7F");
  const Opened opened(bytes);
  ASSERT_TRUE(opened.file.has_value());
  const std::string read = opened.read("long");
  EXPECT_EQ(read.size(), 5120U);
  EXPECT_TRUE(read.starts_with(pattern(5000, 1)));
}

TEST(CompoundFile_limits, tables_beyond_memory_are_refused) {
  CompoundWriter writer;
  writer.stream(0, "large", std::string(8 << 20, 'x'));
  Limits limits;
  limits.whole_bytes = 100 << 10;
  const Opened opened(writer.finish(), limits);
  ASSERT_FALSE(opened.file.has_value());
  EXPECT_EQ(opened.file.error().code, base::Code::limit);
}

}  // namespace
}  // namespace gongdun::read
