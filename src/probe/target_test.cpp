#include "probe/target.h"

#include <gtest/gtest.h>

#include "probe/password_file.h"

namespace gongdun::probe {
namespace {

Target target(const char* text) {
  auto out = parse_target(text);
  EXPECT_TRUE(out) << text << ": " << (out ? "" : out.error().message.en);
  return out.value_or(Target{});
}

TEST(Target, comes_back_as_it_was_written) {
  for (const char* text : {"catalog", "db:postgres://reader@10.0.0.5:5433/erp", "db:mariadb://reader@db.example", "tls:www.example:8443",
                           "tls:[2001:db8::1]:443", "os:/", "os:/mnt/image", "os:ssh://ops@host-1:2222", "backup:/srv/backup", "doc:/srv/制度"})
    EXPECT_EQ(target(text).text(), text);
  EXPECT_EQ(target("backup:/srv/x/../backup/").text(), "backup:/srv/backup");
  EXPECT_EQ(target("db:postgresql://DB.Example").text(), "db:postgres://db.example");
}

TEST(Target, what_is_written_wrongly_is_refused) {
  for (const char* text :
       {"", "db", "db:", "db:oracle://x", "tls:", "tls:host:0", "tls:host:99999", "tls:host:", "os:ssh://-oProxyCommand=x", "os:ssh://-l@host", "os:relative",
        "backup:srv", "web:x", "db:postgres://u@h;x", "tls:a b", "db:mariadb://u@h/db", "tls:[::1", "tls:host\n:1"})
    EXPECT_FALSE(parse_target(text)) << text;
}

TEST(Target, password_in_an_address_is_refused_and_not_repeated) {
  const auto out = parse_target("db:postgres://reader:Secret9@host/erp");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().text(base::Lang::zh).find("Secret9"), std::string::npos);
}

TEST(Target, a_scope_covers_what_it_leaves_open_and_nothing_else) {
  const struct {
    const char *scope, *target;
    bool covered;
  } cases[] = {{"db:postgres://h", "db:postgres://u@h:5432/erp", true},
               {"db:postgres://h/erp", "db:postgres://u@h/erp", true},
               {"db:postgres://h/erp", "db:postgres://u@h/mes", false},
               {"db:postgres://u@h", "db:postgres://v@h", false},
               {"db:postgres://h:5432", "db:postgres://h:5433", false},
               {"db:postgres://h", "db:mariadb://h", false},
               {"tls:h", "tls:h:8443", true},
               {"tls:h", "tls:hh", false},
               {"backup:/srv", "backup:/srv/a", true},
               {"backup:/srv", "backup:/srv2", false},
               {"backup:/srv", "doc:/srv", false},
               {"os:/", "os:/mnt/image", false},
               {"os:/", "os:/", true},
               {"os:ssh://h", "os:ssh://root@h", true},
               {"catalog", "catalog", true}};
  for (const auto& one : cases) EXPECT_EQ(covers(target(one.scope), target(one.target)), one.covered) << one.scope << " " << one.target;
}

TEST(PasswordFile, finds_the_line_that_fits) {
  const std::string file = "# note\nh:3306:*:a:p\\:1\n*:*:*:b:other\n";
  EXPECT_EQ(password_for(file, target("db:mariadb://a@h"), 3306), "p:1");
  EXPECT_EQ(password_for(file, target("db:mariadb://b@x:3307"), 3306), "other");
  EXPECT_EQ(password_for(file, target("db:mariadb://a@h:3307"), 3306), "");
}

}  // namespace
}  // namespace gongdun::probe
