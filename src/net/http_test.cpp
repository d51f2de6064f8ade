#include "net/http.h"

#include <gtest/gtest.h>

namespace gongdun::net {

TEST(ParseTarget, PathAndQuery_areDecoded) {
  const auto target = parse_target("/api/v1/assets?q=%E5%B7%A5+%E8%89%BA&grade=core,important&empty&=x");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/assets");
  ASSERT_EQ(target->query.size(), 3U);
  EXPECT_EQ(target->query[0].second, "工 艺");
  EXPECT_EQ(target->query[2].first, "empty");
}

TEST(ParseTarget, Tricks_areRefused) {
  for (const char* target :
       {"", "api", "http://x/", "/a/../b", "/a/%2e%2e/b", "/%2e", "/a//b", "/a\\b", "/a%5cb", "/%00", "/%", "/%4", "/%zz", "/%ff", "/?a=%ff", "*"})
    EXPECT_FALSE(parse_target(target)) << target;
}

TEST(Request, Cookie_isFoundAmongOthers) {
  Request request;
  request.headers["cookie"] = "a=1; gongdun_session=abc; b=2";
  EXPECT_EQ(request.cookie("gongdun_session"), "abc");
  EXPECT_EQ(request.cookie("session"), "");
}

TEST(EventChannel, Listener_thatDoesNotKeepUpIsClosed) {
  EventChannel channel;
  channel.push("job", "{}");
  EXPECT_EQ(channel.take(), "event: job\ndata: {}\n\n");
  const std::string big(EventChannel::kMostWaiting, 'x');
  channel.push("job", "{}");
  channel.push("job", big);
  EXPECT_TRUE(channel.closed());
}

}  // namespace gongdun::net
