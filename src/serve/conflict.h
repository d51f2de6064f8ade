// The answer to a change under an ETag that is no longer the current one: 409 with `by` and `at`, who changed the thing last and when, as the audit
// log has it. `actions` is the beginning of the actions that change such a thing ("source."); reading ones (".read") do not count.
#pragma once
#include <string>
#include <string_view>

#include "serve/context.h"

namespace gongdun::serve {

net::Response changed_meanwhile(Context& c, std::string_view actions, const std::string& object, const base::Bilingual& words);

}  // namespace gongdun::serve
