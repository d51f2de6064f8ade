#include "pack/bundle.h"

#include <gtest/gtest.h>

#include "pack/load.h"
#include "pack/pack_fixture_test.h"

namespace gongdun::pack {
namespace {

class PackBundle : public ::testing::Test {
 protected:
  void SetUp() override {
    testing::write_good(folder_);
    auto bundle = bundle_folder((folder_.root() / "good").string());
    ASSERT_TRUE(bundle) << bundle.error().text(base::Lang::en);
    bundle_ = *bundle;
    sign(bundle_, key_, "某某研究院");
  }
  // The text with one of its parts exchanged.
  std::string altered(const std::string& what, const std::string& with) const {
    std::string text = bundle_text(bundle_);
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
  }

  testing::PackFolder folder_;
  crypto::Sm2PrivateKey key_ = crypto::Sm2PrivateKey::generate();
  Bundle bundle_;
};

TEST_F(PackBundle, SignedPack_comesBackAndLoads) {
  const auto back = parse_bundle(bundle_text(bundle_));
  ASSERT_TRUE(back) << back.error().text(base::Lang::en);
  EXPECT_EQ(back->id, "good");
  EXPECT_EQ(back->digest(), bundle_.digest());
  const std::string target = (folder_.root() / "again" / "good").string();
  ASSERT_TRUE(unpack_bundle(*back, target));
  EXPECT_TRUE(load_packs((folder_.root() / "again").string(), "2026-11-23").problems.empty());
  EXPECT_FALSE(unpack_bundle(*back, target)) << "a folder that is there is not written over";
}

TEST_F(PackBundle, AnythingAltered_isRefused) {
  for (const auto& [what, with] :
       {std::pair<std::string, std::string>{"手机号码", "手机号妈"}, {"某某研究院", "另一研究院"}, {"taxonomy.yaml", "taxonomie.yaml"}}) {
    const auto back = parse_bundle(altered(what, with));
    ASSERT_FALSE(back) << what;
    EXPECT_EQ(back.error().code, base::Code::permission) << what;
  }
  EXPECT_FALSE(parse_bundle(altered("\"version\": \"2026.11.1\"", "\"version\": \"2026.11.2\"")));
}

TEST_F(PackBundle, KeyOfSomebodyElse_doesNotFit) {
  Bundle other = bundle_;
  other.key = crypto::Sm2PrivateKey::generate().public_key().text();
  EXPECT_FALSE(parse_bundle(bundle_text(other)));
}

TEST_F(PackBundle, HostileNamesAndForms_areRefused) {
  for (const std::string name : {"../x.yaml", "a/b.yaml", ".hidden.yaml", "x.txt", "", "-x.yaml", "x\n.yaml"}) {
    Bundle bad = bundle_;
    bad.files[name] = "detectors: []\n";
    sign(bad, key_, "x");
    EXPECT_FALSE(parse_bundle(bundle_text(bad))) << name;
    EXPECT_FALSE(unpack_bundle(bad, (folder_.root() / "bad").string())) << name;
  }
  for (const std::string text : {"", "{}", "[]", "null", "{\"form\": 1}", R"({"form": "gongdun-pack/1", "id": 3})"}) EXPECT_FALSE(parse_bundle(text)) << text;
  EXPECT_FALSE(parse_bundle(std::string(kLargestBundle + 1, ' ')));
  EXPECT_FALSE(bundle_folder((folder_.root() / "nowhere").string()));
}

}  // namespace
}  // namespace gongdun::pack
