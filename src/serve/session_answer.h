// What every way to log in answers: the session as JSON with its record, the cookie, or the refusal with its record. Private to serve.
#pragma once
#include <string>
#include <utility>

#include "serve/context.h"

namespace gongdun::serve {

// An empty session takes the cookie away.
void set_session_cookie(net::Response& response, const Context& c, const access::Login& login);
base::Result<Json> session_json(Context& c, const access::Caller& caller);
// The session of a log-in that went well, with its caller.
base::Result<std::pair<Json, access::Caller>> signed_in(Context& c, const access::Login& login);
// The same with its record in the audit log; `by`: the provider that vouched, empty for a password.
base::Result<Json> recorded_login(Context& c, const access::Login& login, const std::string& by);

const char* refusal_code(const access::Login& login);
// The record of a refusal; none while only the second factor is missing.
base::Status record_refusal(Context& c, const access::Login& login, const std::string& name, const Json& more);
Answer refuse_login(Context& c, const access::Login& login, const std::string& name);
base::Status need_password(Context& c, const std::string& password, const char* where);

}  // namespace gongdun::serve
