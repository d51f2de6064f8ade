// Both libraries made ready once. Private to crypto.
#pragma once

namespace gongdun::crypto {

void initialise_libraries();

}  // namespace gongdun::crypto
