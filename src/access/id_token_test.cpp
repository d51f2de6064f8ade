#include "access/id_token.h"

#include <gtest/gtest.h>

#include "base/base64.h"

namespace gongdun::access {

namespace {

// Made with openssl for these tests (ES256; the key was thrown away): iss https://id.example.org, sub u-1, aud gongdun, iat 1772000000, exp ten minutes
// later, nonce n1, except for what the name says.
constexpr std::string_view kRight =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwic3ViIjoidS0xIiwiYXVkIjoiZ29uZ2R1biIsImV4cCI6MTc3MjAwMDYwMCwiaWF0IjoxNzcyMDAwMDAwLCJub25jZSI6Im4xIiwiYW1yIjpbIn"
    "B3ZCIsIm1mYSJdLCJwcmVmZXJyZWRfdXNlcm5hbWUiOiJ3YW5nIn0.KZmx_TsTtaBxxONNAvYr_GIJG9GrmlalLTmyg1GLoOn_1f-nqi2dJE1ezYwpUuMixD6jdcSXuxEMn2srXyqChw";
constexpr std::string_view kTwoAudiences =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwic3ViIjoidS0xIiwiYXVkIjpbImdvbmdkdW4iLCJvdGhlciJdLCJleHAiOjE3NzIwMDA2MDAsImlhdCI6MTc3MjAwMDAwMCwibm9uY2UiOiJuMS"
    "J9.t9FhNU4jzq8_47ZJsM1g-1Sw7P-Krevm2aEAW5HE457AsVKtKw6o6Ec7Bz0P6xEQVz741TfjlJ-mKQhjWWa8hg";
constexpr std::string_view kTwoAudiencesForUs =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwic3ViIjoidS0xIiwiYXVkIjpbImdvbmdkdW4iLCJvdGhlciJdLCJleHAiOjE3NzIwMDA2MDAsImlhdCI6MTc3MjAwMDAwMCwibm9uY2UiOiJuMS"
    "IsImF6cCI6ImdvbmdkdW4ifQ.42-CDC9Fdnod4eLesw11Cf3mIJZLkrbc_v-ZVwfw5TqZeqctMkydFbw14P1UskEbIYs2eLtlqCmwYiQaZKJIEQ";
constexpr std::string_view kForAnother =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwic3ViIjoidS0xIiwiYXVkIjoiZ29uZ2R1biIsImV4cCI6MTc3MjAwMDYwMCwiaWF0IjoxNzcyMDAwMDAwLCJub25jZSI6Im4xIiwiYXpwIjoib3"
    "RoZXIifQ.FCuZAW1KOY5aM3W_Dl8rJdLVKGr6XqOIqWFRJslsRmL9dGlzfDFTcW_9oC8_dF5Bfnd5gQ18B2gVWRfX6YX58Q";
constexpr std::string_view kWithoutEnd =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwic3ViIjoidS0xIiwiYXVkIjoiZ29uZ2R1biIsImlhdCI6MTc3MjAwMDAwMCwibm9uY2UiOiJuMSJ9."
    "MbstNzcqee84bIPZE4WuKvji4U7SQbT25JbBclhVCWRRdEG6eAo9ENpJJnQcfcSCZ_T30HM1uDpzVNnLJRUH-Q";
constexpr std::string_view kWithoutSubject =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwiYXVkIjoiZ29uZ2R1biIsImV4cCI6MTc3MjAwMDYwMCwiaWF0IjoxNzcyMDAwMDAwLCJub25jZSI6Im4xIn0.Wd67AOAM1bSG-"
    "ooSIw3AEMASLE7shv-Q1HITQ-498Vc_YXGQ8kTF1IBWOY_nQxCDHKCOsWekCVXWIkhh3sjTXA";
constexpr std::string_view kWithoutNonce =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwic3ViIjoidS0xIiwiYXVkIjoiZ29uZ2R1biIsImV4cCI6MTc3MjAwMDYwMCwiaWF0IjoxNzcyMDAwMDAwfQ.BCJA-"
    "cQmuB9ekU8zXTFFGY05FU8iOzXYS6s2TpdNHjWYwTDCPbg7Er_W_mysvMB3Z-WWxJQE8x2NW3i_mIu2ug";
constexpr std::string_view kHugeTimes =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0."
    "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwic3ViIjoidS0xIiwiYXVkIjoiZ29uZ2R1biIsImV4cCI6MWUrMzAwLCJpYXQiOjE3NzIwMDAwMDAsIm5vbmNlIjoibjEifQ."
    "JeexVilgAGZkKCB7LfHPZMs-Vq4ldUWxfATkr6SgcD5cPp7n3oJiMS47zJRblCfpPrVP-RtivQ2zBzR3JviCPA";

constexpr base::TimeUs kMade = 1'772'000'000'000'000;
const std::string kKeys =
    R"({"keys":[{"kty":"oct","k":"AAAA"},{"kty":"EC","crv":"P-256","kid":"k1","alg":"ES256","use":"sig","x":"AXnPZ_I4BktjJf25wJ9y-iYDY_VzQBL8stl2OAj0Jso","y":"6rxOvRAbE3ZeIDJ6GEcCzJUjzLMEnNY7JQw6yxhMaOc"}]})";

Expected expected() {
  return {"https://id.example.org", "gongdun", "n1", kMade + 1'000'000};
}

TokenFault fault_of(std::string_view text, const Expected& wanted) {
  const auto token = parse_token(text);
  return token ? check_token(*token, *parse_key_set(kKeys), wanted).fault : TokenFault::malformed;
}

std::string with_header(std::string_view header, std::string_view token) {
  return base::encode_base64url(header) + std::string(token.substr(token.find('.')));
}

}  // namespace

TEST(IdToken, RightOne_givesSubjectAndMethods) {
  const auto checked = check_token(*parse_token(kRight), *parse_key_set(kKeys), expected());
  ASSERT_EQ(checked.fault, TokenFault::none) << fault_name(checked.fault);
  EXPECT_EQ(checked.claims.subject, "u-1");
  EXPECT_EQ(checked.claims.methods, (std::vector<std::string>{"pwd", "mfa"}));
  EXPECT_EQ(checked.claims.shown, "wang");
}

TEST(IdToken, OtherIssuerAudienceNonceOrTime_isRefused) {
  Expected other = expected();
  other.issuer += "/";
  EXPECT_EQ(fault_of(kRight, other), TokenFault::issuer);
  other = expected();
  other.client = "gongdun2";
  EXPECT_EQ(fault_of(kRight, other), TokenFault::audience);
  other = expected();
  other.nonce = "n2";
  EXPECT_EQ(fault_of(kRight, other), TokenFault::nonce);
  other.nonce = "";
  EXPECT_EQ(fault_of(kRight, other), TokenFault::nonce);
  other = expected();
  other.now = kMade + 600'000'000 + kClockAllowance;
  EXPECT_EQ(fault_of(kRight, other), TokenFault::expired);
  --other.now;
  EXPECT_EQ(fault_of(kRight, other), TokenFault::none);
  other.now = kMade - kClockAllowance - 1;
  EXPECT_EQ(fault_of(kRight, other), TokenFault::expired);
}

TEST(IdToken, SeveralAudiences_needUsAsTheOneWhoAsked) {
  EXPECT_EQ(fault_of(kTwoAudiences, expected()), TokenFault::audience);
  EXPECT_EQ(fault_of(kTwoAudiencesForUs, expected()), TokenFault::none);
  EXPECT_EQ(fault_of(kForAnother, expected()), TokenFault::audience);
}

TEST(IdToken, MissingOrAbsurdClaims_areRefused) {
  EXPECT_EQ(fault_of(kWithoutEnd, expected()), TokenFault::expired);
  EXPECT_EQ(fault_of(kHugeTimes, expected()), TokenFault::expired);
  EXPECT_EQ(fault_of(kWithoutSubject, expected()), TokenFault::malformed);
  EXPECT_EQ(fault_of(kWithoutNonce, expected()), TokenFault::nonce);
}

TEST(IdToken, AlteredPayloadOrSignature_isRefused) {
  const std::string token(kRight);
  const std::size_t first = token.find('.'), last = token.rfind('.');
  const std::string other(kTwoAudiencesForUs);
  EXPECT_EQ(fault_of(token.substr(0, last) + other.substr(other.rfind('.')), expected()), TokenFault::signature);
  EXPECT_EQ(fault_of(token.substr(0, first) + other.substr(other.find('.'), other.rfind('.') - other.find('.')) + token.substr(last), expected()),
            TokenFault::signature);
}

TEST(IdToken, AlgorithmsWithoutPublicKey_areRefused) {
  for (const char* header : {R"({"alg":"none"})", R"({"alg":"None"})", R"({"alg":"HS256","kid":"k1"})", R"({"kid":"k1"})", R"({"alg":["ES256"]})", R"([])", "x",
                             R"({"alg":"ES256","crit":["exp"]})", R"({"alg":"ES384"})"})
    EXPECT_FALSE(parse_token(with_header(header, kRight))) << header;
  EXPECT_FALSE(parse_token(std::string(kRight.substr(0, kRight.rfind('.')))));
  EXPECT_FALSE(parse_token(std::string(kRight) + ".x"));
  EXPECT_FALSE(parse_token(std::string(kRight) + "="));
  EXPECT_FALSE(parse_token(std::string(kMostTokenBytes, 'a') + ".a.a"));
  EXPECT_FALSE(parse_token(""));
  EXPECT_FALSE(parse_token(".."));
}

TEST(IdToken, UnknownKeyOrKindOfKey_isNamed) {
  EXPECT_EQ(fault_of(with_header(R"({"alg":"ES256","kid":"k2"})", kRight), expected()), TokenFault::unknown_key);
  EXPECT_EQ(fault_of(with_header(R"({"alg":"RS256","kid":"k1"})", kRight), expected()), TokenFault::unknown_key);
}

TEST(KeySet, OtherKeys_arePassedByAndOtherTextsRefused) {
  EXPECT_EQ(parse_key_set(kKeys)->size(), 1U);
  EXPECT_EQ(
      parse_key_set(R"({"keys":[1,{},{"kty":"RSA"},{"kty":"EC","crv":"P-521","x":"AA","y":"AA"},{"kty":"RSA","n":"AQAB","e":"AQAB","use":"enc"}]})")->size(),
      0U);
  for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[)", "null"}) EXPECT_FALSE(parse_key_set(text)) << text;
  EXPECT_FALSE(parse_key_set(R"({"keys":)" + std::string(200, '[') + std::string(200, ']') + "}"));
}

}  // namespace gongdun::access
