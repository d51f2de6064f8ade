#include "detect/context.h"

#include <gtest/gtest.h>

namespace gongdun::detect {
namespace {

pack::Detector rule(std::vector<std::string> speaks, std::vector<std::string> against, std::vector<std::string> near = {}) {
  pack::Detector detector;
  detector.context.header_words = std::move(speaks);
  detector.context.negative_words = std::move(against);
  detector.context.near_words = std::move(near);
  return detector;
}

int strength(std::string_view name) {
  static const HeaderIndex index({rule({"手机", "联系电话", "phone", "phone no", "mobile", "姓名", "id card"}, {"订单", "count", "verified", "user phone"})});
  const auto speech = index.listen(name);
  return speech.empty() ? 0 : speech[0].strength;
}

TEST(HeaderIndex_wholeNameAndHead, strength) {
  EXPECT_EQ(strength("手机"), 3);
  EXPECT_EQ(strength("收货人手机"), 2);
  EXPECT_EQ(strength("手机归属地"), 1);
  EXPECT_EQ(strength("PhoneNo"), 3);
  EXPECT_EQ(strength("ID_CARD"), 3);
  EXPECT_EQ(strength("customer.contact.phone"), 2);
  EXPECT_EQ(strength("usermobile"), 2);
  EXPECT_EQ(strength("姓名(必填)"), 3);
  EXPECT_EQ(strength("联系电话2"), 3);
  EXPECT_EQ(strength("炉温"), 0);
}

TEST(HeaderIndex_opposingWords, headFinal) {
  EXPECT_EQ(strength("mobile_verified"), -1);
  EXPECT_EQ(strength("phone_count"), -1);
  EXPECT_EQ(strength("手机订单"), -1);
  EXPECT_EQ(strength("订单联系电话"), 2);
  EXPECT_EQ(strength("user_phone"), -1);
}

TEST(PlainHeader, ornamentsAndNotesAreLeftOut) {
  EXPECT_EQ(plain_header("【住址】"), "住址");
  EXPECT_EQ(plain_header("住址（必填）"), "住址");
  EXPECT_EQ(plain_header("住址_必填_"), "住址");
  EXPECT_EQ(plain_header("银行账号_text_"), "银行账号");
  EXPECT_EQ(plain_header("full_text"), "full") << "what is left is a name as well";
  EXPECT_EQ(plain_header("text"), "text");
  EXPECT_EQ(plain_header("_必填_"), "_必填_");
  EXPECT_EQ(plain_header("context"), "context");
}

TEST(SpokenName, identifiersAreReadAsWords) {
  EXPECT_EQ(spoken_name("hot_metal_temp"), "hot metal temp");
  EXPECT_EQ(spoken_name("HotMetalTemp_01"), "hot metal temp");
  EXPECT_EQ(spoken_name("铁水温度"), "");
  EXPECT_EQ(spoken_name("temperature"), "");
}

TEST(NearWords_closerWordWins, support) {
  const NearWords near({rule({}, {"订单"}, {"电话", "tel"})});
  const std::string text = "订单已发，电话 13912345678";
  const std::size_t at = text.find("139");
  EXPECT_GE(near.look(0, text, at, at + 11).word, 0);
  const std::string order = "电话另附，订单 13912345678";
  const std::size_t number = order.find("139");
  EXPECT_TRUE(near.look(0, order, number, number + 11).against);
  const std::string hotel = "hotel 13912345678";
  EXPECT_LT(near.look(0, hotel, 6, 17).word, 0);
  const std::string far = "电话\n\n\n13912345678";
  EXPECT_LT(near.look(0, far, far.find("139"), far.size()).word, 0);
}

}  // namespace
}  // namespace gongdun::detect
