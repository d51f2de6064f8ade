#include "detect/assignment.h"

#include <gtest/gtest.h>

#include <string>

namespace gongdun::detect {
namespace {

// The value assigned to the first occurrence of `word`, "-" if there is none.
std::string value_of(std::string_view line, std::string_view word, bool prose = false) {
  const std::size_t at = line.find(word);
  if (at == std::string_view::npos) return "no such word";
  const auto found = read_assignment(line, at, at + word.size(), prose);
  return found ? std::string(line.substr(found->value_begin, found->value_end - found->value_begin)) : "-";
}

TEST(Assignment_literalForms, valueIsRead) {
  EXPECT_EQ(value_of("password = \"Xk9#mT2v\"", "password"), "Xk9#mT2v");
  EXPECT_EQ(value_of("DB_PASSWORD=steel_mes_2024", "PASSWORD"), "steel_mes_2024");
  EXPECT_EQ(value_of("  <Pass encoding=\"base64\">Rm9vYmFyMjAyNA==</Pass>", "Pass"), "Rm9vYmFyMjAyNA==");
  EXPECT_EQ(value_of("define('DB_PASSWORD', 'Furnace2024');", "PASSWORD"), "Furnace2024");
  EXPECT_EQ(value_of("export RDS_PASSWORD='hot-strip' # note", "PASSWORD"), "hot-strip");
  EXPECT_EQ(value_of("machine db.local login mes password Coil77", "password"), "Coil77");
  EXPECT_EQ(value_of("  \"client_secret\": \"Zq8vKx2LmN7pRt4W\",", "secret"), "Zq8vKx2LmN7pRt4W");
  EXPECT_EQ(value_of("<property name=\"password\" value=\"Slab#21\"/>", "password"), "Slab#21");
  EXPECT_EQ(value_of("数据库口令：Gd@2024mes，请勿外传", "口令", true), "Gd@2024mes");
  EXPECT_EQ(value_of("初始密码为Abc@12345。", "密码", true), "Abc@12345");
  EXPECT_EQ(value_of("CREATE USER 'u'@'%' IDENTIFIED BY 'Mill_09';", "IDENTIFIED BY"), "Mill_09");
  EXPECT_EQ(value_of("password \"plate88\"", "password", true), "plate88");
}

TEST(Assignment_placeholdersAndCode, noValue) {
  EXPECT_EQ(value_of("password = ${DB_PASSWORD}", "password"), "-");
  EXPECT_EQ(value_of("password: <your password>", "password"), "-");
  EXPECT_EQ(value_of("password = getpass.getpass()", "password"), "-");
  EXPECT_EQ(value_of("self.password = password", "password"), "-");
  EXPECT_EQ(value_of("api_key = os.environ[\"API_KEY\"]", "api_key"), "-");
  EXPECT_EQ(value_of("password == \"abc123\"", "password"), "-");
  EXPECT_EQ(value_of("\"passwordField\": \"password\"", "password"), "-");
  EXPECT_EQ(value_of("password_policy = \"strong1\"", "password"), "-");
  EXPECT_EQ(value_of("max_tokens = 40960000", "token"), "-");
  EXPECT_EQ(value_of("save_password=\"true\"", "password"), "-");
  EXPECT_EQ(value_of("口令应当每九十天更换一次。", "口令", true), "-");
  EXPECT_EQ(value_of("\"password\": \"请输入密码\"", "password"), "-");
  EXPECT_EQ(value_of("ssh_key_path: \"~/.ssh/deploy.pem\"", "key"), "-");
}

TEST(Assignment_optionsMountsAndPairs, valueIsRead) {
  EXPECT_EQ(value_of("app --db-password Coil2024x --level 2", "password"), "Coil2024x");
  EXPECT_EQ(value_of("//srv/share /mnt cifs username=mes,password=Coil2024x 0 0", "password"), "Coil2024x");
  EXPECT_EQ(value_of("服务器 10.1.1.1 用户名 admin 密码 Coil2024x", "密码", true), "Coil2024x");
  EXPECT_EQ(value_of("初始密码 123456", "密码", true), "123456");
  EXPECT_EQ(value_of("<password>{AQAAABAAAAAQXk3vT9qLmZ7bYw2RnP4s=}</password>", "password"), "{AQAAABAAAAAQXk3vT9qLmZ7bYw2RnP4s=}");
}

TEST(Assignment_wordsBesideSecretWords, noValue) {
  EXPECT_EQ(value_of("密码 AES256 加密", "密码", true), "-");
  EXPECT_EQ(value_of("用户名和密码 不能为空", "密码", true), "-");
  EXPECT_EQ(value_of("tool --password-file /run/secrets/x", "password"), "-");
  EXPECT_EQ(value_of("tool --token $TOKEN", "token"), "-");
  EXPECT_EQ(value_of("password: os.environ['X']", "password"), "-");
}

TEST(Assignment_starsInsteadOfValue, masked) {
  const std::string line = "password: ********";
  const auto found = read_assignment(line, 0, 8, false);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->masked);
}

TEST(Assignment_hostileInput, staysInBounds) {
  const std::string quotes(5000, '"');
  EXPECT_EQ(value_of("password=" + quotes, "password"), "-");
  EXPECT_FALSE(read_assignment("pass", 0, 4, false));
  EXPECT_FALSE(read_assignment("pass\\", 0, 4, false));
  EXPECT_FALSE(read_assignment("", 0, 0, false));
  EXPECT_FALSE(read_assignment("<pass", 1, 5, false));
}

TEST(SecretName_headWordDecides, kind) {
  EXPECT_EQ(judge_secret_name("dbPassword"), SecretKind::password);
  EXPECT_EQ(judge_secret_name("spring.datasource.password"), SecretKind::password);
  EXPECT_EQ(judge_secret_name("AWS_SECRET_ACCESS_KEY"), SecretKind::aws);
  EXPECT_EQ(judge_secret_name("wechat.appSecret"), SecretKind::token);
  EXPECT_EQ(judge_secret_name("管理员密码"), SecretKind::password);
  EXPECT_EQ(judge_secret_name("storePassword"), SecretKind::password);
  EXPECT_EQ(judge_secret_name("WLANProfile.MSM.security.sharedKey.keyMaterial"), SecretKind::password);
  EXPECT_EQ(judge_secret_name("Peer.PresharedKey"), SecretKind::token);
  EXPECT_EQ(judge_secret_name("machineKey.validationKey"), SecretKind::token);
  EXPECT_EQ(judge_secret_name("huaweicloud.sk"), SecretKind::token);
  EXPECT_EQ(judge_secret_name("lang.sk"), SecretKind::none);
  EXPECT_EQ(judge_secret_name("timePasswordChanged"), SecretKind::none);
  EXPECT_EQ(judge_secret_name("promptForPass"), SecretKind::none);
  EXPECT_EQ(judge_secret_name("access_key_id"), SecretKind::none);
  EXPECT_EQ(judge_secret_name("public_key"), SecretKind::none);
  EXPECT_EQ(judge_secret_name("商用密码"), SecretKind::none);
  EXPECT_EQ(judge_secret_name("tokenizer"), SecretKind::none);
}

}  // namespace
}  // namespace gongdun::detect
