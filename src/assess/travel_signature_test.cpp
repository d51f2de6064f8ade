#include "assess/travel_signature.h"

#include <nlohmann/json.hpp>

#include "assess/assess_fixture_test.h"
#include "assess/known_signers.h"
#include "assess/travel_file.h"
#include "store/test_engines.h"

namespace gongdun::assess {
namespace {

using namespace testing;
using nlohmann::json;

Assessment this_year() {
  return {"DG-0a1b2c", "示例厂", shipped().digest, 9'000'000, "组长", "laptop-1"};
}

class InTheField : public store::testing::OnEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, InTheField, store::testing::kEngines, store::testing::engine_name);

TEST_P(InTheField, signedFile_namesItsSigner_andAnyChangeIsRefused) {
  auto db = open();
  auto store = AssessStore::open(*db);
  ASSERT_TRUE(store && store->create(this_year(), shipped()));
  const auto text = travel_text(*store, this_year());
  ASSERT_TRUE(text);
  EXPECT_FALSE(parse_travel(*text)->signature);
  const auto key = crypto::Sm2PrivateKey::generate();
  const auto with = sign_travel(*text, key, "张三（诊断一组）");
  ASSERT_TRUE(with) << with.error().text(base::Lang::en);
  const auto travelled = parse_travel(*with);
  ASSERT_TRUE(travelled) << travelled.error().text(base::Lang::en);
  ASSERT_TRUE(travelled->signature);
  EXPECT_EQ(travelled->signature->signer, "张三（诊断一组）");
  EXPECT_EQ(travelled->signature->fingerprint, key.public_key().fingerprint());
  // Layout is no matter, content is.
  json file = json::parse(*with);
  EXPECT_TRUE(parse_travel(file.dump()));
  for (const auto& [member, path] : {std::pair("signature", "/signature/signer"), {"assessment", "/assessment/name"}, {"assessment", "/assessment/made_by"}}) {
    json altered = file;
    altered[json::json_pointer(path)] = "李四";
    const auto refused = parse_travel(altered.dump());
    ASSERT_FALSE(refused) << path;
    EXPECT_EQ(refused.error().code, base::Code::permission) << member;
  }
  json more = file;
  more["custom"] = 1;
  EXPECT_FALSE(parse_travel(more.dump()));
  // Another's key under the first one's signature.
  json swapped = file;
  swapped["signature"]["key"] = crypto::Sm2PrivateKey::generate().public_key().text();
  EXPECT_FALSE(parse_travel(swapped.dump()));
  for (const json& broken : {json(1), json::object(), json{{"signer", 1}}}) {
    json bad = file;
    bad["signature"] = broken;
    EXPECT_FALSE(parse_travel(bad.dump()));
  }
  EXPECT_FALSE(sign_travel(*text, key, "two\nlines"));
  EXPECT_FALSE(sign_travel("[", key, "x"));
}

TEST_P(InTheField, signers_areRememberedFromTheFirstTime_andNamesakesTold) {
  auto db = open();
  auto signers = KnownSigners::open(*db);
  ASSERT_TRUE(signers) << signers.error().text(base::Lang::en);
  const auto first = signers->meet({"张三", "aa"}, "DG-1", 10);
  ASSERT_TRUE(first) << first.error().text(base::Lang::en);
  EXPECT_FALSE(first->before);
  EXPECT_TRUE(first->namesakes.empty());
  const auto again = signers->meet({"张三丰", "aa"}, "DG-2", 20);
  ASSERT_TRUE(again && again->before);
  EXPECT_EQ(again->before->name, "张三");
  EXPECT_EQ(again->before->since, 10);
  const auto other = signers->meet({"张三", "bb"}, "DG-2", 30);
  ASSERT_TRUE(other && !other->before);
  ASSERT_EQ(other->namesakes.size(), 1U);
  EXPECT_EQ(other->namesakes[0].fingerprint, "aa");
  EXPECT_EQ(signers->all()->size(), 2U);
}

TEST_P(InTheField, taskPackage_carriesLastYearAndRules_thereAndBack) {
  auto db = open();
  auto store = AssessStore::open(*db);
  Assessment last = this_year();
  last.id = "DG-1a57";
  last.made = 1'000'000;
  ASSERT_TRUE(store && store->create(last, shipped()) && store->create(this_year(), shipped()));
  ASSERT_TRUE(store->extend(last.id, [](AnswerLog& log) -> base::Status {
    Entry one = entry(EntryKind::answer, "Q-B05", "partial");
    one.note = "正在整改";
    one.basis = Basis::seen;
    log.say(one, 10);
    return {};
  }));
  auto previous = previous_answers(*db, *store, this_year());
  ASSERT_TRUE(previous && *previous) << previous.error().text(base::Lang::en);
  EXPECT_EQ((*previous)->assessment, last.id);
  EXPECT_FALSE(previous_answers(*db, *store, last)->has_value());  // nothing before it
  auto packs = packs_of(GD_SOURCE_DIR "/packs");
  ASSERT_TRUE(packs) << packs.error().text(base::Lang::en);
  const auto text = travel_text(*store, this_year(), {*previous, *packs});
  ASSERT_TRUE(text);
  const auto travelled = parse_travel(*sign_travel(*text, crypto::Sm2PrivateKey::generate(), "组长"));
  ASSERT_TRUE(travelled) << travelled.error().text(base::Lang::en);
  ASSERT_EQ(travelled->parts.packs.size(), packs->size());
  for (std::size_t i = 0; i < packs->size(); ++i) EXPECT_EQ(travelled->parts.packs[i].files, (*packs)[i].files);

  auto elsewhere = store::Db::open(":memory:");
  ASSERT_TRUE(elsewhere);
  auto laptop = AssessStore::open(**elsewhere);
  ASSERT_TRUE(laptop && take_in(*laptop, *travelled) && keep_previous(**elsewhere, this_year().id, *travelled->parts.previous));
  const auto there = previous_answers(**elsewhere, *laptop, this_year());
  ASSERT_TRUE(there && *there);
  const PreviousAnswer& one = (*there)->answers.at("Q-B05");
  EXPECT_EQ(one.value, "partial");
  EXPECT_EQ(one.note, "正在整改");
  EXPECT_EQ(one.basis, Basis::seen);
  EXPECT_EQ((*there)->answers.size(), 1U);
}

}  // namespace
}  // namespace gongdun::assess
