#include <gtest/gtest.h>

#include "access/audit_log.h"
#include "access/invitation.h"
#include "access/login.h"
#include "access/organisation_store.h"
#include "access/schema.h"
#include "store/rows.h"

namespace gongdun::access {

namespace {

class Access : public ::testing::Test {
 protected:
  void SetUp() override {
    db_ = *store::Db::open(":memory:");
    ASSERT_TRUE(migrate_access(*db_));
    home_ = *ensure_home(*db_, "省");
  }
  std::string below(const std::string& name, std::vector<Edge> parents) {
    return *save_organisation(*db_, {.id = {}, .name = name, .credit_code = {}, .region = {}, .sector = {}, .parents = std::move(parents)});
  }
  std::string person(const std::string& login) { return *add_person(*db_, {login, "姓名", "a long password"}); }
  Grant wanted(const std::string& who, const std::string& role, Reach reach) {
    return {.id = {}, .person = who, .person_name = {}, .role = role, .organisation_name = {}, .reach = std::move(reach), .granted_by = "test"};
  }

  std::unique_ptr<store::Db> db_;
  std::string home_;
};

}  // namespace

TEST_F(Access, Scope_followsOneKindOfEdgeOnly) {
  const std::string group = below("集团", {});
  const std::string factory = below("厂", {{"territory", home_}, {"group", group}});
  const Scope territory({{"territory", home_, 20}}), other({{"group", group, 20}});
  EXPECT_TRUE(*territory.covers(*db_, {"territory", factory, 20}));
  EXPECT_FALSE(*territory.covers(*db_, {"territory", group, 1}));
  EXPECT_FALSE(*territory.covers(*db_, {"group", factory, 1}));
  EXPECT_TRUE(*other.covers(*db_, {"group", factory, 20}));
  EXPECT_FALSE(*other.covers(*db_, {"group", home_, 1}));
}

TEST_F(Access, Scope_ceilingBoundsWhatIsGiven) {
  const Scope scope({{"territory", home_, 10}});
  EXPECT_TRUE(*scope.covers(*db_, {"territory", home_, 10}));
  EXPECT_FALSE(*scope.covers(*db_, {"territory", home_, 20}));
  EXPECT_FALSE(*Scope().covers(*db_, {"territory", home_, 0}));
}

TEST_F(Access, Organisation_cannotStandBelowItself) {
  const std::string a = below("a", {{"territory", home_}});
  const std::string b = below("b", {{"territory", a}});
  auto circle = save_organisation(*db_, {.id = a, .name = "a", .credit_code = {}, .region = {}, .sector = {}, .parents = {{"territory", b}}});
  ASSERT_FALSE(circle);
  EXPECT_EQ(circle.error().code, base::Code::invalid_input);
}

TEST_F(Access, Grant_neverReachesFurtherThanTheGiver) {
  const std::string factory = below("厂", {{"territory", home_}});
  const std::string giver = person("giver"), taker = person("taker");
  ASSERT_TRUE(add_grant(*db_, wanted(giver, "security_administrator", {"territory", factory, 10}), ""));
  EXPECT_TRUE(add_grant(*db_, wanted(taker, "reader", {"territory", factory, 10}), giver));
  EXPECT_FALSE(add_grant(*db_, wanted(taker, "reader", {"territory", factory, 20}), giver));
  EXPECT_FALSE(add_grant(*db_, wanted(taker, "reader", {"territory", home_, 1}), giver));
  EXPECT_FALSE(add_grant(*db_, wanted(taker, "reader", {"group", factory, 1}), giver));
  EXPECT_FALSE(add_grant(*db_, wanted(giver, "reader", {"territory", factory, 1}), giver));
  EXPECT_FALSE(add_grant(*db_, wanted(giver, "auditor", {"territory", factory, 1}), "")) << "two of the three administrators in one person";
}

TEST_F(Access, Login_locksAfterWrongAttemptsAndSaysUntilWhen) {
  const std::string id = person("someone");
  const LoginPolicy policy{.attempts = 3};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(log_in(*db_, {"someone", "wrong", "", ""}, policy)->answer, LoginAnswer::wrong);
  const auto locked = *log_in(*db_, {"someone", "a long password", "", ""}, policy);
  EXPECT_EQ(locked.answer, LoginAnswer::locked);
  EXPECT_GT(locked.locked_until, base::now_us());
  ASSERT_TRUE(store::run(*db_, "UPDATE person SET locked_until = 1"));
  EXPECT_EQ(log_in(*db_, {"SOMEONE", "a long password", "", ""}, policy)->answer, LoginAnswer::done);
  EXPECT_EQ(log_in(*db_, {"nobody", "x", "", ""}, policy)->answer, LoginAnswer::wrong);
}

TEST_F(Access, Session_endsWithLogoutPasswordAndDisabling) {
  const std::string id = person("someone");
  const auto login = *begin_session(*db_, id, "::1", {});
  EXPECT_TRUE(*caller_of_session(*db_, login.session));
  EXPECT_FALSE(*caller_of_session(*db_, login.session + "0"));
  ASSERT_TRUE(set_disabled(*db_, id, true));
  EXPECT_FALSE(*caller_of_session(*db_, login.session));
}

TEST_F(Access, Link_worksOnceAndNotAfterItsTime) {
  const auto link = *make_link(*db_, {.id = {}, .kind = "person", .person = {}, .role = {}, .name = "x"}, 1'000'000);
  EXPECT_TRUE(use_link(*db_, link.token));
  EXPECT_FALSE(use_link(*db_, link.token));
  const auto old = *make_link(*db_, {.id = {}, .kind = "person", .person = {}, .role = {}, .name = "x"}, -1);
  EXPECT_FALSE(use_link(*db_, old.token));
}

TEST_F(Access, Audit_namesTheFirstRecordThatIsNotAsItWas) {
  for (int i = 0; i < 6; ++i)
    ASSERT_TRUE(
        append_audit(*db_, {.person = "P", .login = "l", .address = "a", .action = "x", .object = std::to_string(i), .before = {}, .after = {}, .hash = {}}));
  EXPECT_TRUE(verify_audit(*db_)->ok);
  const auto problem = [&](const char* change) {
    (void)db_->exec("SAVEPOINT s");
    (void)db_->exec(change);
    const auto verdict = *verify_audit(*db_);
    (void)db_->exec("ROLLBACK TO s; RELEASE s");
    return verdict.problem + " " + std::to_string(verdict.first_bad);
  };
  EXPECT_EQ(problem("UPDATE audit SET object = '9' WHERE number = 3"), "altered 3");
  EXPECT_EQ(problem("DELETE FROM audit WHERE number = 3"), "missing 3");
  EXPECT_EQ(problem("DELETE FROM audit WHERE number >= 5"), "cut_off 5");
  EXPECT_EQ(problem("DELETE FROM audit"), "cut_off 1");
}

TEST_F(Access, Audit_trimmedLogStillVerifies) {
  for (int i = 0; i < 6; ++i)
    ASSERT_TRUE(
        append_audit(*db_, {.at = 1000 + i, .person = "P", .login = "l", .address = "a", .action = "x", .object = {}, .before = {}, .after = {}, .hash = {}}));
  EXPECT_EQ(*trim_audit(*db_, 1003), 3);
  EXPECT_TRUE(verify_audit(*db_)->ok);
  EXPECT_EQ(*trim_audit(*db_, 99999), 2) << "the newest stays";
  EXPECT_TRUE(verify_audit(*db_)->ok);
}

TEST_F(Access, Totp_isAskedForOnceItIsConfirmed) {
  const std::string id = person("someone");
  ASSERT_TRUE(begin_totp(*db_, id));
  EXPECT_FALSE(confirm_totp(*db_, id, "000000"));
  EXPECT_EQ(log_in(*db_, {"someone", "a long password", "", ""}, {})->answer, LoginAnswer::done);
}

}  // namespace gongdun::access
