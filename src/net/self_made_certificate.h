// A certificate a node makes for itself at first start, until its owner brings one from a certificate authority: ECDSA P-256, 825 days, for the names and
// addresses given. Browsers warn about it, and should.
#pragma once
#include <string>
#include <vector>

#include "net/http_server.h"

namespace gongdun::net {

// Makes both files (the key with mode 0600) unless they are there.
base::Status ensure_certificate(const TlsFiles& files, const std::vector<std::string>& names);

struct CertificateFacts {
  std::string subject;
  std::int64_t not_after = 0;  // µs since 1970
};
base::Result<CertificateFacts> read_certificate(const std::string& file);

}  // namespace gongdun::net
