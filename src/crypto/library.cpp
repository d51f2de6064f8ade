#include "crypto/library.h"

#include <gcrypt.h>
#include <sodium.h>

#include <cstdlib>

namespace gongdun::crypto {

void initialise_libraries() {
  static const bool done = [] {
    // libgcrypt must be told once that no secure memory is wanted; after that it is thread-safe.
    gcry_check_version(nullptr);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    if (sodium_init() < 0) std::abort();  // no randomness: nothing safe could follow
    return true;
  }();
  (void)done;
}

}  // namespace gongdun::crypto
