#include "detect/ready_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "detect/engine.h"
#include "detect/oracle_patterns.h"

namespace gongdun::detect {
namespace {

class ReadyCacheTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/gd-cache-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string file(const std::string& key) const { return folder_ + "/own/" + key + ".ready"; }
  ReadyCache cache() const { return ReadyCache(folder_ + "/own"); }
  std::string folder_;
};

TEST_F(ReadyCacheTest, WhatIsKept_isFound) {
  EXPECT_FALSE(cache().find("a-1"));
  cache().keep("a-1", std::string("x\0y", 3));
  EXPECT_EQ(cache().find("a-1"), std::string("x\0y", 3));
  EXPECT_FALSE(cache().find("a-2"));
  EXPECT_FALSE(ReadyCache::none().find("a-1"));
}

TEST_F(ReadyCacheTest, BrokenEntry_isNotUsed) {
  cache().keep("a", "content");
  std::ofstream(file("a"), std::ios::binary | std::ios::app) << "!";
  EXPECT_FALSE(cache().find("a"));
  std::filesystem::resize_file(file("a"), 10);
  EXPECT_FALSE(cache().find("a"));
  cache().keep("b", "content");
  std::filesystem::rename(file("b"), file("c"));
  EXPECT_FALSE(cache().find("c")) << "an entry is bound to its key";
}

TEST_F(ReadyCacheTest, FolderOfOthers_isNotUsed) {
  cache().keep("a", "content");
  ASSERT_TRUE(cache().find("a"));
  chmod((folder_ + "/own").c_str(), 0777);
  EXPECT_FALSE(cache().find("a"));
  cache().keep("b", "content");
  EXPECT_FALSE(std::filesystem::exists(file("b")));
}

TEST_F(ReadyCacheTest, ManyEntries_oldestGo) {
  for (std::size_t i = 0; i < ReadyCache::kMaxEntries + 5; ++i) cache().keep("k" + std::to_string(i), "v");
  std::size_t left = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_ + "/own")) ++left;
  EXPECT_EQ(left, ReadyCache::kMaxEntries);
  EXPECT_TRUE(cache().find("k" + std::to_string(ReadyCache::kMaxEntries + 4)));
}

TEST_F(ReadyCacheTest, EngineFromTheCache_findsTheSame) {
  pack::PackSet packs;
  std::string text;
  for (const auto& [id, pattern] : kOraclePatterns) {
    pack::Detector detector;
    detector.meta.id = std::string(id);
    detector.patterns = {std::string(pattern)};
    packs.detectors.push_back(detector);
  }
  for (const std::string_view snippet : kOracleSnippets) text += std::string(snippet) + "\n";
  std::vector<std::vector<std::uint32_t>> found;
  for (int round = 0; round < 3; ++round) {
    if (round == 2) std::ofstream(std::filesystem::directory_iterator(folder_ + "/own")->path(), std::ios::binary) << "broken";
    const auto engine = Engine::compile(packs, cache());
    ASSERT_TRUE(engine);
    Engine::Scratch scratch(**engine);
    (*engine)->scan(text, scratch);
    found.emplace_back();
    for (const Match& match : scratch.matches) found.back().insert(found.back().end(), {match.detector, match.begin, match.end});
    ASSERT_FALSE(found.back().empty());
    EXPECT_EQ(found.back(), found.front());
  }
}

}  // namespace
}  // namespace gongdun::detect
