// HTTP/1.1 with or without TLS 1.3 for a handler of plain Requests and Responses. Every connection is a coroutine on an event loop of several threads; the
// handler runs on one of them and may block: one is always left for input and output, and what has to wait goes to the workers. Bad clients cost a bounded
// connection and nothing else: heads, bodies, times and the number of connections have limits; what is malformed is answered with 400 and closed, never guessed
// at (RFC 9112 §11.2: no request smuggling).
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "net/http.h"

namespace gongdun::net {

struct TlsFiles {
  std::string certificate, key;  // PEM; the certificate file may hold the chain
};

// Where the body of a request goes that is too large to be held in memory; or why it is not taken at all.
struct BodyPlace {
  std::string file;        // made anew, in a folder that exists
  std::uint64_t most = 0;  // bytes
  std::optional<Response> refusal;
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // numeric
  std::uint16_t port = 0;             // 0: any free one
  std::optional<TlsFiles> tls;
  unsigned loops = 3, workers = 4;  // threads of the event loop, at least 2; those for requests that find it taken
  std::size_t head_bytes = 16 * 1024;
  std::size_t connections = 4096;  // more are refused until one ends
  std::chrono::seconds head_time{10}, idle_time{75}, body_time{120}, file_time{900}, write_time{60};
  // Most bytes of body a request to this place may have.
  std::function<std::size_t(std::string_view method, std::string_view path)> body_limit;
  // Requests whose body goes into a file, and into which: asked, on a worker, with the head alone, so that nobody fills a disk who may not.
  std::function<bool(std::string_view method, std::string_view path)> takes_file;
  std::function<BodyPlace(const Request& head)> body_place;
};

using Handler = std::function<Response(Request&)>;

class HttpServer {
 public:
  // Listening when it returns. Failures say which address and why.
  static base::Result<std::unique_ptr<HttpServer>> start(const ServerOptions& options, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;
  std::size_t connections() const;
  // No new connections; requests being answered get `grace` to end.
  void stop(std::chrono::seconds grace);

 private:
  HttpServer();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::net
