#include "read/reader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "read/test_support.h"

namespace gongdun::read {
namespace {

namespace fs = std::filesystem;

struct Walked {
  std::vector<Item> items;
  std::vector<Unread> unread;
  base::Status status;
  std::vector<std::string> names(const std::string& root) const {
    std::vector<std::string> list;
    for (const Item& item : items) list.push_back(item.uri.substr(root.size() + 1));
    return list;
  }
};

Walked walk_all(const std::vector<std::string>& paths, const std::vector<std::string>& excludes = {}) {
  Walked walked;
  const base::StopFlag stop;
  walked.status = walk(
      {paths, excludes}, stop,
      [&](Item i) {
        walked.items.push_back(std::move(i));
        return true;
      },
      [&](Unread u) { walked.unread.push_back(std::move(u)); });
  return walked;
}

using Names = std::vector<std::string>;

TEST(Walk, Folders_areListedByDirectoryThenName) {
  const TemporaryDirectory d;
  d.write("b.txt", "1");
  d.write("a/z.txt", "1");
  d.write("a/c/k.txt", "1");
  d.write("aa.txt", "1");
  const auto walked = walk_all({d.path()});
  EXPECT_EQ(walked.names(d.path()), (Names{"aa.txt", "b.txt", "a/z.txt", "a/c/k.txt"}));
  EXPECT_EQ(walked.items[0].bytes, 1u);
  EXPECT_FALSE(walked.items[0].owner.empty());
  EXPECT_GT(walked.items[0].modified, 0);
}

TEST(Walk, LinksInACircle_endAndAreListed) {
  const TemporaryDirectory d;
  d.write("a/file.txt", "1");
  fs::create_directory_symlink("..", fs::path(d.path()) / "a/up");
  fs::create_symlink("loop2", fs::path(d.path()) / "loop1");
  fs::create_symlink("loop1", fs::path(d.path()) / "loop2");
  fs::create_symlink("nowhere", fs::path(d.path()) / "dangling");
  const auto walked = walk_all({d.path()});
  EXPECT_EQ(walked.names(d.path()), (Names{"a/file.txt"}));
  EXPECT_EQ(walked.unread.size(), 4u);
}

TEST(Walk, FileReachedTwice_isReportedOnce) {
  const TemporaryDirectory d, other;
  const std::string file = d.write("a/file.txt", "1");
  fs::create_symlink(file, fs::path(d.path()) / "0link.txt");
  fs::create_symlink(other.write("outside.txt", "2"), fs::path(d.path()) / "out.txt");
  const auto walked = walk_all({d.path(), file, d.path() + "/a"});
  EXPECT_EQ(walked.names(d.path()), (Names{"a/file.txt", "out.txt"}));
  EXPECT_TRUE(walked.unread.empty());
}

TEST(Walk, PipesAndMissingPaths_areUnread) {
  const TemporaryDirectory d;
  d.write("x.txt", "1");
  ASSERT_EQ(::mkfifo((d.path() + "/pipe").c_str(), 0600), 0);
  const auto walked = walk_all({d.path(), d.path() + "/missing"});
  EXPECT_TRUE(walked.status.has_value());
  EXPECT_EQ(walked.items.size(), 1u);
  ASSERT_EQ(walked.unread.size(), 2u);
  EXPECT_FALSE(walk_all({d.path() + "/missing"}).status.has_value());
}

TEST(Walk, Excludes_matchPathOrName) {
  const TemporaryDirectory d;
  d.write("keep.txt", "1");
  d.write("drop.log", "1");
  d.write("cache/x.txt", "1");
  EXPECT_EQ(walk_all({d.path()}, {"*.log", "cache/"}).names(d.path()), (Names{"keep.txt"}));
}

TEST(Walk, NamesThatAreNotUtf8_areShownDecodedAndStillOpened) {
  const TemporaryDirectory d;
  d.write(encode_as("设备台账.txt", "GB18030"), "设备一览\n");
  const auto walked = walk_all({d.path()});
  ASSERT_EQ(walked.items.size(), 1u);
  EXPECT_EQ(walked.names(d.path()), (Names{"设备台账.txt"}));
  Recorder recorder;
  const base::StopFlag stop;
  read_item(walked.items[0], {}, stop, recorder);
  EXPECT_EQ(recorder.items.at(0).text, "设备一览\n");
}

TEST(ReadItem, MissingFileAndPipe_areUnreadAndDoNotBlock) {
  const TemporaryDirectory d;
  const std::string pipe = d.path() + "/pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  Recorder recorder;
  const base::StopFlag stop;
  for (const std::string& path : {pipe, d.path() + "/missing"}) {
    Item item;
    item.uri = path;
    read_item(item, {}, stop, recorder);
  }
  ASSERT_EQ(recorder.items.size(), 2u);
  EXPECT_EQ(recorder.items[0].unread.at(0).code, base::Code::unsupported);
  EXPECT_EQ(recorder.items[1].unread.at(0).code, base::Code::not_found);
}

TEST(ReadItem, FileWithoutPermission_isUnread) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryDirectory d;
  Item item;
  item.uri = d.write("x.txt", "1");
  ::chmod(item.uri.c_str(), 0);
  Recorder recorder;
  const base::StopFlag stop;
  read_item(item, {}, stop, recorder);
  EXPECT_EQ(recorder.items.at(0).unread.at(0).code, base::Code::permission);
}

// Cuts its file while it is being read.
class Shrinking final : public ContentSink {
 public:
  explicit Shrinking(std::string path) : path_(std::move(path)) {}
  bool begin_item(const Item&, const ItemInfo&) override { return true; }
  bool text(const TextBlock& block) override {
    bytes += block.text.size();
    EXPECT_EQ(::truncate(path_.c_str(), 1000), 0);
    return true;
  }
  bool begin_table(const Table&) override { return true; }
  bool add_column(const Column&) override { return true; }
  bool rows(const RowBatch&) override { return true; }
  bool end_table() override { return true; }
  void unread(const base::Error& reason) override { code = reason.code; }
  void end_item() override { ++ended; }
  std::uint64_t bytes = 0;
  int ended = 0;
  base::Code code = base::Code::internal;

 private:
  std::string path_;
};

TEST(ReadItem, FileThatShrinks_isTruncatedAndEnds) {
  const TemporaryDirectory d;
  std::string text;
  while (text.size() < (4 << 20)) text += "运行正常，没有报警，本班次记录完毕。\n";
  Item item;
  item.uri = d.write("log.txt", text);
  Shrinking sink(item.uri);
  const base::StopFlag stop;
  read_item(item, {}, stop, sink);
  EXPECT_EQ(sink.code, base::Code::truncated);
  EXPECT_EQ(sink.ended, 1);
  EXPECT_GT(sink.bytes, 0u);
}

TEST(ReadItem, EmptyAndBinaryFiles_haveNothingUnread) {
  EXPECT_EQ(read_bytes("").info.format, "text");
  EXPECT_TRUE(read_bytes("").unread.empty());
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 5000; ++i) noise.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  const auto item = read_bytes(noise);
  EXPECT_EQ(item.info.format, "binary");
  EXPECT_TRUE(item.info.recognised_only);
  EXPECT_TRUE(item.unread.empty());
  EXPECT_TRUE(item.text.empty());
}

TEST(ReadItem, StopRequested_leavesAnInterruptedMark) {
  const TemporaryDirectory d;
  Item item;
  item.uri = d.write("x.txt", "高炉\n");
  Recorder recorder;
  base::StopFlag stop;
  stop.request();
  read_item(item, {}, stop, recorder);
  EXPECT_EQ(recorder.items.at(0).unread.at(0).code, base::Code::interrupted);
}

TEST(ReadItem, TimeIsUp_leavesTheRestUnread) {
  const TemporaryDirectory d;
  Item item;
  item.uri = d.write("x.csv", "炉号,钢种\n1,Q235\n");
  Recorder recorder;
  Limits limits;
  limits.file_time = std::chrono::milliseconds(0);
  const base::StopFlag stop;
  read_item(item, limits, stop, recorder);
  EXPECT_EQ(recorder.items.at(0).unread.at(0).code, base::Code::limit);
}

TEST(ReadItem, SparseFile_isReadQuicklyAndLinesKeepTheirOffsets) {
  const TemporaryDirectory d;
  const std::string path = d.write("sparse.log", std::string("开始记录\n"));
  constexpr std::uint64_t kFar = 20ULL << 30;
  fs::resize_file(path, kFar);
  std::ofstream(path, std::ios::binary | std::ios::app) << "结束记录\n";
  Item item;
  item.uri = path;
  item.bytes = kFar + 13;
  Recorder recorder;
  const base::StopFlag stop;
  const double start = base::monotonic_seconds();
  read_item(item, {}, stop, recorder);
  EXPECT_LT(base::monotonic_seconds() - start, 5);
  EXPECT_NE(recorder.items.at(0).text.find("结束记录"), std::string::npos);
  EXPECT_LT(recorder.items.at(0).text.size(), 8u << 20);
}

TEST(TextReader, BlocksOfALog_carryLineAndOffset) {
  std::string text;
  for (int i = 1; i <= 500; ++i) text += "第" + std::to_string(i) + "行 温度正常\n";
  for (const char* charset : {"UTF-8", "GB18030", "UTF-16LE"}) {
    Limits limits;
    limits.block_bytes = 300;
    const std::string stored = encode_as(text, charset);
    const auto item = read_bytes(stored, limits);
    EXPECT_EQ(item.text, text) << charset;
    ASSERT_GT(item.blocks.size(), 10u);
    for (std::size_t b = 0; b < item.blocks.size(); ++b) {
      const std::string label = "第" + std::to_string(item.blocks[b].first_line) + "行";
      EXPECT_TRUE(item.block_texts[b].starts_with(label)) << charset << " block " << b;
      EXPECT_EQ(stored.substr(item.blocks[b].offset, encode_as(label, charset).size()), encode_as(label, charset)) << charset;
    }
  }
}

TEST(TextReader, OverlongLine_isRepeatedAcrossTheCut) {
  Limits limits;
  limits.block_bytes = 16 << 10;
  std::string text;
  while (text.size() < 60'000) text += "值" + std::to_string(text.size()) + "，";
  const auto item = read_bytes(text, limits);
  EXPECT_EQ(item.text, text);
  for (std::size_t b = 1; b < item.blocks.size(); ++b) {
    EXPECT_GT(item.blocks[b].overlap, 4000u);
    EXPECT_EQ(text.substr(item.blocks[b].offset, 30), item.block_texts[b].substr(0, 30));
  }
}

TEST(TextReader, AsciiHeadThenGbk_isDecodedAndNamed) {
  std::string text;
  while (text.size() < 200'000) text += "INFO plain ascii line without anything else in it\n";
  const auto item = read_bytes(encode_as(text + "操作员确认：高炉炉顶温度已恢复正常，生产继续进行。\n", "GB18030"));
  EXPECT_EQ(item.info.encoding, "gb18030");
  EXPECT_NE(item.text.find("高炉炉顶温度已恢复正常"), std::string::npos);
}

TEST(TextReader, GbkLineInUtf8Log_isRead) {
  const std::string utf8 = "2024-01-01 高炉运行正常，炉顶温度与压力都在规定的范围之内\n";
  std::string log;
  for (int i = 0; i < 50; ++i) log += utf8;
  const auto item = read_bytes(log + encode_as("操作员张伟确认设备检修完成，可以继续生产\n", "GB18030") + log);
  EXPECT_NE(item.text.find("操作员张伟确认设备检修完成"), std::string::npos);
  EXPECT_NE(item.text.find("炉顶温度与压力都在规定"), std::string::npos);
}

TEST(TextReader, LastLineThatIsNotUtf8_ends) {
  const std::string utf8 = "高炉运行正常，炉顶温度与压力都在规定的范围之内\n";
  std::string log;
  for (int i = 0; i < 50; ++i) log += utf8;
  for (const std::string tail : {"\xE8", "tail \xFF\xFE", "\xE9\xAB\n\xFF"}) EXPECT_EQ(read_bytes(log + tail).text.substr(0, log.size()), log);
}

class CountingSink final : public ContentSink {
 public:
  bool begin_item(const Item&, const ItemInfo&) override {
    ++open;
    return true;
  }
  bool text(const TextBlock&) override { return true; }
  bool begin_table(const Table&) override { return true; }
  bool add_column(const Column&) override { return true; }
  bool rows(const RowBatch&) override { return true; }
  bool end_table() override { return true; }
  void unread(const base::Error&) override {}
  void end_item() override {
    --open;
    ++items;
  }
  int open = 0, items = 0;
};

TEST(Samples, EveryFile_isReadToItsEnd) {
  const fs::path samples = fs::path(GD_SOURCE_DIR) / "../shared/samples";
  if (!fs::is_directory(samples)) GTEST_SKIP() << "no sample folder beside the repository";
  const base::StopFlag stop;
  CountingSink sink;
  const auto walked = walk_all({samples.string()});
  EXPECT_TRUE(walked.unread.empty());
  for (const Item& item : walked.items) {
    const double start = base::monotonic_seconds();
    read_item(item, {}, stop, sink);
    EXPECT_LT(base::monotonic_seconds() - start, 30) << item.uri;
    ASSERT_EQ(sink.open, 0) << item.uri;
  }
  EXPECT_GE(sink.items, static_cast<int>(walked.items.size()));
}

}  // namespace
}  // namespace gongdun::read
