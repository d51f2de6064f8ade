// A deleter for std::unique_ptr from a C library's function: std::unique_ptr<EVP_PKEY, base::Freed<EVP_PKEY_free>>.
#pragma once

namespace gongdun::base {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* what) const {
    Free(what);
  }
};

}  // namespace gongdun::base
