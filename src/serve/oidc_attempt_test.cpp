#include "serve/oidc_attempt.h"

#include <gtest/gtest.h>

namespace gongdun::serve {

TEST(LocalPlace, PlacesOfTheConsole_stay) {
  for (const char* place : {"/", "/assets?grade=core&q=%E5%B7%A5", "/login?next=/x"}) EXPECT_EQ(local_place(place), place);
}

TEST(LocalPlace, EverythingElse_becomesTheFirstPage) {
  for (const std::string& place : std::vector<std::string>{"", "x", "//evil.example.org", "/\\evil.example.org", "https://evil.example.org", "/a\r\nX: y",
                                                           "/a b", "/工艺", "/api/v1/session", "javascript:alert(1)", "/" + std::string(500, 'a')})
    EXPECT_EQ(local_place(place), "/") << place;
}

}  // namespace gongdun::serve
