// Values against the part of JSON Schema (2020-12) that docs/api/openapi.json uses: type, enum, properties, required, additionalProperties, items, anyOf, $ref
// within the document, lengths, ranges, maxItems. A keyword it does not know makes the check fail, so the description cannot promise what nobody checks.
#pragma once
#include <string>

#include "base/error.h"
#include "serve/answer.h"

namespace gongdun::serve {

// `where`: JSON pointer of `value`, for messages.
base::Status check_value(const Json& document, const Json& schema, const Json& value, const std::string& where);

}  // namespace gongdun::serve
