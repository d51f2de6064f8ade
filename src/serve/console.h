// The web console's files, read once from the bundle in the program. index.html is given for every address of the console that is no file, with a fresh
// nonce for its content security policy; everything under /assets/ has its digest in its name and is immutable.
// Bundle: "GDCONSOLE 1 <n>", n lines "<path> <content type> <gzip|identity> <bytes> <sha-256>", then the bytes.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"
#include "net/http.h"

namespace gongdun::serve {

class Console {
 public:
  static base::Result<Console> parse(std::string_view bundle);
  net::Response answer(const net::Request& request) const;
  bool empty() const { return files_.empty(); }

 private:
  struct File {
    std::string type;
    bool gzip = false;
    std::string_view bytes;
    std::string digest;
  };
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace gongdun::serve
