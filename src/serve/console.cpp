#include "serve/console.h"

#include <zlib.h>

#include <charconv>

#include <fmt/format.h>

#include "crypto/sm3.h"
#include "serve/answer.h"

namespace gongdun::serve {

using base::Code;

namespace {

constexpr std::string_view kNoncePlace = "__CSP_NONCE__";

std::unexpected<base::Error> damaged() {
  return base::fail(Code::internal, "程序内的控制台文件损坏，请重新安装", "the console inside the program is damaged; install again");
}

std::string_view next_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

bool takes_gzip(const net::Request& request) {
  return request.header("accept-encoding").find("gzip") != std::string_view::npos;
}

std::string inflated(std::string_view bytes) {
  std::string out;
  z_stream stream{};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  int result = Z_OK;
  while (result == Z_OK) {
    char piece[16384];
    stream.next_out = reinterpret_cast<Bytef*>(piece);
    stream.avail_out = sizeof piece;
    result = inflate(&stream, Z_NO_FLUSH);
    out.append(piece, sizeof piece - stream.avail_out);
  }
  inflateEnd(&stream);
  return out;
}

// The policy of the console: scripts and requests of its own origin only; styles made at run time carry the nonce.
std::string policy(const std::string& nonce) {
  return fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-ancestors "
      "'none'; base-uri 'none'; "
      "form-action 'self'",
      nonce);
}

}  // namespace

base::Result<Console> Console::parse(std::string_view bundle) {
  Console console;
  if (bundle.empty()) return console;
  std::string_view head = next_line(bundle);
  if (next_word(head) != "GDCONSOLE" || next_word(head) != "1") return damaged();
  std::size_t count = 0;
  std::from_chars(head.data(), head.data() + head.size(), count);
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < count; ++i) {
    std::string_view line = next_line(bundle);
    const std::string path(next_word(line));
    File file;
    file.type = std::string(next_word(line));
    file.gzip = next_word(line) == "gzip";
    const std::string_view size = next_word(line);
    file.digest = std::string(line);
    std::size_t bytes = 0;
    std::from_chars(size.data(), size.data() + size.size(), bytes);
    order.emplace_back(path, bytes);
    console.files_.emplace(path, std::move(file));
  }
  for (const auto& [path, bytes] : order) {
    if (bundle.size() < bytes) return damaged();
    console.files_.at(path).bytes = bundle.substr(0, bytes);
    bundle.remove_prefix(bytes);
  }
  return console;
}

net::Response Console::answer(const net::Request& request) const {
  net::Response response;
  const auto found = files_.find(request.path);
  if (found != files_.end() && request.path != "/index.html") {
    const File& file = found->second;
    const std::string tag = "\"" + file.digest.substr(0, 32) + "\"";
    response.set("Content-Type", file.type).set("ETag", tag).set("Vary", "Accept-Encoding");
    response.set("Cache-Control", request.path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.header("if-none-match") == tag) {
      response.status = 304;
    } else if (!file.gzip) {
      response.static_body = file.bytes;
    } else if (takes_gzip(request)) {
      response.set("Content-Encoding", "gzip");
      response.static_body = file.bytes;
    } else {
      response.body = inflated(file.bytes);
    }
    return response;
  }
  const auto index = files_.find("/index.html");
  if (index == files_.end()) return problem(404, "no_console", "this program was built without the console");
  if (request.path.starts_with("/assets/") || request.header("accept").find("text/html") == std::string_view::npos)
    return problem(404, "not_found", "no such address");
  const std::string nonce = crypto::random_hex(16);
  response.body = std::string(index->second.bytes);
  if (const std::size_t at = response.body.find(kNoncePlace); at != std::string::npos) response.body.replace(at, kNoncePlace.size(), nonce);
  response.set("Content-Type", "text/html; charset=utf-8").set("Cache-Control", "no-store").set("Content-Security-Policy", policy(nonce));
  return response;
}

}  // namespace gongdun::serve
