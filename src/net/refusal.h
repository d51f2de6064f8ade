#pragma once
#include "net/http.h"

namespace gongdun::net {

// What a request gets that never reaches a handler: a problem document (RFC 9457) with a stable code.
Response refusal(int status);

}  // namespace gongdun::net
