#include "crypto/sealed.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "crypto/digest.h"
#include "crypto/sm3.h"

namespace gongdun::crypto {

namespace {

class SealTest : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("gd-seal-" + random_hex(4));
};

std::string hex_of(const std::string& bytes) {
  return hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace

TEST_F(SealTest, Secret_opensForItsPurposeOnly) {
  const Seal seal(std::string(16, 'k'));
  const std::string sealed = seal.close("mail", "p@ss 口令");
  EXPECT_EQ(sealed.find("p@ss"), std::string::npos);
  EXPECT_EQ(*seal.open("mail", sealed), "p@ss 口令");
  EXPECT_FALSE(seal.open("webhook", sealed));
  EXPECT_FALSE(Seal(std::string(16, 'x')).open("mail", sealed));
  EXPECT_NE(seal.close("mail", "p@ss 口令"), sealed);
  EXPECT_EQ(*seal.open("", seal.close("", "")), "");
}

TEST_F(SealTest, EveryAlteredCharacter_isNoticed) {
  const Seal seal(std::string(16, 'k'));
  const std::string sealed = seal.close("mail", "secret");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string other = sealed;
    other[i] = other[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(seal.open("mail", other)) << i;
  }
  EXPECT_FALSE(seal.open("mail", ""));
  EXPECT_FALSE(seal.open("mail", sealed + "A"));
}

TEST_F(SealTest, KeyFile_isMadeOnceAndReadAgain) {
  const std::string file = folder_ / "node.key";
  const std::string sealed = Seal::open(file)->close("x", "secret");
  EXPECT_EQ(*Seal::open(file)->open("x", sealed), "secret");
  struct stat facts{};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST_F(SealTest, KeyFileOthersMayReadOrOfAnotherSize_isRefused) {
  const std::string file = folder_ / "node.key";
  ASSERT_TRUE(Seal::open(file));
  ::chmod(file.c_str(), 0640);
  EXPECT_FALSE(Seal::open(file));
  ::chmod(file.c_str(), 0600);
  std::ofstream(file, std::ios::app) << "x";
  EXPECT_FALSE(Seal::open(file));
}

TEST(Digest, Vectors_comeOut) {
  // FIPS 180-4 example "abc"; RFC 4231 test case 2.
  EXPECT_EQ(hex_of(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_of(hmac_sha256("Jefe", "what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hmac_sha256("", "").size(), 32U);
}

}  // namespace gongdun::crypto
