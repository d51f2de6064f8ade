#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "read/archive_magic.h"
#include "read/member_name.h"
#include "read/test_support.h"

namespace gongdun::read {
namespace {

struct Member {
  std::string name;
  std::string bytes;
};

struct Writing {
  int format = ARCHIVE_FORMAT_ZIP;
  int filter = ARCHIVE_FILTER_NONE;
  const char* password = nullptr;
  const char* options = nullptr;
};

std::string pack(const std::vector<Member>& members, const Writing& how = {}) {
  archive* out = archive_write_new();
  archive_write_set_format(out, how.format);
  archive_write_add_filter(out, how.filter);
  archive_write_set_bytes_in_last_block(out, 1);
  if (how.password != nullptr) {
    archive_write_set_options(out, "zip:encryption=aes256");
    archive_write_set_passphrase(out, how.password);
  }
  if (how.options != nullptr) archive_write_set_options(out, how.options);
  std::size_t space = 1 << 20;
  for (const Member& m : members) space += m.bytes.size() + 4096;
  std::string bytes(space, '\0');
  std::size_t used = 0;
  EXPECT_EQ(archive_write_open_memory(out, bytes.data(), bytes.size(), &used), ARCHIVE_OK) << archive_error_string(out);
  for (const Member& m : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, m.name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(m.bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, m.bytes.data(), m.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  bytes.resize(used);
  return bytes;
}

// All items without the folder they were read from: "!/a.txt" for a member, "" for the archive.
std::vector<std::string> names(const std::vector<RecordedItem>& items) {
  std::vector<std::string> list;
  for (const RecordedItem& item : items) {
    const std::size_t at = item.item.uri.find("/item");
    list.push_back(item.item.uri.substr(at + 5));
  }
  return list;
}

std::vector<RecordedItem> read_all(const std::string& bytes, const Limits& limits = {}) {
  std::vector<RecordedItem> items;
  read_bytes(bytes, limits, &items);
  return items;
}

using Names = std::vector<std::string>;

TEST(Archive, EveryKind_givesItsMembers) {
  const std::vector<Member> members{{"目录/说明.txt", "高炉操作规程\n"}, {"b.txt", "second\n"}};
  for (const auto& [format, filter, id] : std::vector<std::tuple<int, int, std::string>>{{ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "zip"},
                                                                                         {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, "7z"},
                                                                                         {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "tar"},
                                                                                         {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_GZIP, "gzip"},
                                                                                         {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_XZ, "xz"},
                                                                                         {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_ZSTD, "zstd"},
                                                                                         {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_BZIP2, "bzip2"},
                                                                                         {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_LZ4, "lz4"},
                                                                                         {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_COMPRESS, "compress"},
                                                                                         {ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE, "cpio"}}) {
    const auto items = read_all(pack(members, {.format = format, .filter = filter}));
    ASSERT_EQ(items.size(), 3u) << id;
    EXPECT_EQ(items[2].info.format, id);
    EXPECT_EQ(items[0].text, "高炉操作规程\n") << id;
    EXPECT_EQ(names(items)[1], "!/b.txt") << id;
    EXPECT_TRUE(items[2].unread.empty()) << id;
  }
}

TEST(Archive, SingleCompressedFile_isNamedAfterIt) {
  for (const int filter : {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD, ARCHIVE_FILTER_BZIP2}) {
    const auto items = read_all(pack({{"x", "a,b\n1,2\n3,4\n"}}, {.format = ARCHIVE_FORMAT_RAW, .filter = filter}));
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(names(items)[0], "!/item");
    EXPECT_EQ(items[0].info.format, "csv");
  }
  EXPECT_EQ(uncompressed_name("d/日志.log.gz"), "日志.log");
  EXPECT_EQ(uncompressed_name("d/a.tgz"), "a.tar");
  EXPECT_EQ(uncompressed_name("gz"), "gz");
}

TEST(Archive, NestedArchives_areReadToTheLimitAndNoFurther) {
  std::string inner = pack({{"deep.txt", "deep\n"}});
  for (int level = 0; level < 9; ++level) inner = pack({{"in.zip", inner}, {"near.txt", "level\n"}});  // ten archives in each other
  const auto items = read_all(inner);
  std::size_t limited = 0;
  for (const RecordedItem& item : items)
    limited += static_cast<std::size_t>(std::count_if(item.unread.begin(), item.unread.end(), [](const auto& e) { return e.code == base::Code::limit; }));
  EXPECT_EQ(limited, 1u);
  EXPECT_EQ(std::count_if(items.begin(), items.end(), [](const auto& i) { return i.text == "level\n"; }), 8);
  Limits generous;
  generous.nesting = 10;
  const auto all = read_all(inner, generous);
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& i) { return i.text == "deep\n"; }), 1);
}

TEST(Archive, Bomb_stopsAtTheBudget) {
  Limits limits;
  limits.expansion_floor = 1 << 20;
  limits.expansion_ratio = 100;
  const std::string zeros(64 << 20, 'a');
  const auto items = read_all(pack({{"x", zeros}}, {.format = ARCHIVE_FORMAT_RAW, .filter = ARCHIVE_FILTER_GZIP}), limits);
  EXPECT_EQ(items.back().unread.at(0).code, base::Code::limit);
  EXPECT_LT(items.front().text.size(), 16u << 20);
}

// The dictionary of this archive grows to 64 MiB while it is unpacked.
TEST(Archive, HungryDictionary_stopsAtTheMemoryBudget) {
  const std::string zeros(80 << 20, 'a');
  const std::string bytes = pack({{"x", zeros}}, {.format = ARCHIVE_FORMAT_7ZIP, .options = "7zip:compression=lzma2,7zip:compression-level=9"});
  Limits limits;
  limits.archive_memory = 24 << 20;
  limits.expansion_ratio = 1e9;
  const auto items = read_all(bytes, limits);
  EXPECT_EQ(items.back().unread.at(0).code, base::Code::limit);
  EXPECT_LT(items.front().text.size(), 60u << 20);
}

TEST(Archive, TooManyMembers_areCounted) {
  Limits limits;
  limits.archive_members = 3;
  const auto items = read_all(pack({{"1", "a"}, {"2", "a"}, {"3", "a"}, {"4", "a"}, {"5", "a"}}), limits);
  EXPECT_EQ(items.size(), 4u);
  EXPECT_EQ(items.back().unread.at(0).code, base::Code::limit);
}

TEST(Archive, Truncated_givesWhatItHasAndSaysSo) {
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 300'000; ++i) noise.push_back(static_cast<char>('a' + ((state = state * 1664525 + 1013904223) >> 27) % 26));
  for (const Writing how : {Writing{ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP}, Writing{ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
                            Writing{ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE}}) {
    std::string bytes = pack({{"first.txt", "first\n"}, {"second.txt", noise}}, how);
    bytes.resize(bytes.size() / 2);
    const auto items = read_all(bytes);
    std::size_t unread = 0;
    for (const auto& item : items) unread += item.unread.size();
    EXPECT_GE(unread, 1u);
    EXPECT_TRUE(names(items).back().empty());
    EXPECT_TRUE(std::any_of(items.begin(), items.end(), [](const auto& i) { return i.text == "first\n"; }));
  }
}

TEST(Archive, PasswordProtected_isUnreadAsEncrypted) {
  const auto items = read_all(pack({{"secret.txt", "contents"}}, {.password = "pass"}));
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].unread.at(0).code, base::Code::encrypted);
  EXPECT_TRUE(items[0].text.empty());
}

TEST(Archive, NamesThatLeave_stayLabels) {
  const auto items =
      read_all(pack({{"../../etc/passwd", "a"}, {"/abs/file", "b"}, {"a/../../b", "c"}, {"same", "1"}, {"same", "2"}}, {.format = ARCHIVE_FORMAT_TAR_USTAR}));
  EXPECT_EQ(names(items), (Names{"!/etc/passwd", "!/abs/file", "!/a/b", "!/same", "!/same#2", ""}));
}

TEST(MemberName, HostileNames_areMadeHarmless) {
  EXPECT_EQ(safe_member_name("..\\..\\windows\\x.dll"), "windows/x.dll");
  EXPECT_EQ(safe_member_name("C:\\temp\\a"), "temp/a");
  EXPECT_EQ(safe_member_name("a\nb\x1b[0m"), "a b\uFFFD[0m");
  EXPECT_EQ(safe_member_name("../.."), "未命名");
  EXPECT_LE(safe_member_name(std::string(100'000, 'x')).size(), 1024u);
  EXPECT_EQ(safe_member_name(encode_as("审计报告/巡检.doc", "GB18030")), "审计报告/巡检.doc");
}

TEST(Archive, LargeXzDictionary_isRefused) {
  std::string xz(
      "\xfd"
      "7zXZ\0\0\4\0\0\0\0\2\0\x21\1\x28",
      17);
  EXPECT_FALSE(check_xz_dictionary(std::as_bytes(std::span(xz))).has_value());
  xz[16] = 0x16;  // 8 MiB
  EXPECT_TRUE(check_xz_dictionary(std::as_bytes(std::span(xz))).has_value());
}

TEST(Archive, DamagedBytes_neverEscape) {
  for (const Writing how : {Writing{ARCHIVE_FORMAT_ZIP}, Writing{ARCHIVE_FORMAT_7ZIP}, Writing{ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_GZIP},
                            Writing{ARCHIVE_FORMAT_TAR_USTAR}}) {
    const std::string good = pack({{"a.txt", std::string(3000, 'a')}, {"b.csv", "a,b\n1,2\n"}}, how);
    std::uint32_t state = 3;
    for (int round = 0; round < 60; ++round) {
      std::string bad = good;
      for (int i = 0; i < 8; ++i) {
        state = state * 1664525 + 1013904223;
        bad[6 + (state >> 8) % (bad.size() - 6)] = static_cast<char>(state >> 16);
      }
      const auto items = read_all(bad);
      ASSERT_FALSE(items.empty());
      ASSERT_TRUE(names(items).back().empty());
    }
  }
}

}  // namespace
}  // namespace gongdun::read
