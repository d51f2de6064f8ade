#include "net/http_server.h"

#include <utility>  // before Asio: GCC 12 and Boost 1.81

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/version.hpp>

#include <atomic>
#include <fstream>
#include <thread>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "net/deadlines.h"
#include "net/free_place.h"
#include "net/refusal.h"
#include "net/taken_file.h"
#include "net/tls_context.h"

namespace gongdun::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using base::Code;
using base::Result;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::chrono::seconds kHeartbeat{15};
constexpr std::size_t kDefaultBody = 1024 * 1024;
constexpr std::size_t kLargestBody = 512 * 1024 * 1024;  // the parser's own bound while the route's limit is not yet known

struct Shared {
  ServerOptions options;
  Handler handler;
  asio::thread_pool workers;  // for what the threads of the event loop have no room for
  std::atomic<std::size_t> connections{0}, answering{0};
  std::atomic<unsigned> inside{0};  // handlers on threads of the event loop
  Deadlines deadlines;
  std::atomic<bool> stopping{false};

  Shared(ServerOptions chosen, Handler does) : options(std::move(chosen)), handler(std::move(does)), workers(options.workers) {}
};

std::string http_date() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(static_cast<std::time_t>(base::now_us() / 1'000'000)));
}

// What RFC 9112 §6.1 calls ambiguous framing is refused by the parser; here what it would let pass.
bool framing_is_plain(const http::request_parser<http::string_body>& parser) {
  const auto& head = parser.get();
  if (head.count(http::field::transfer_encoding) > 1 || head.count(http::field::content_length) > 1 || head.count(http::field::host) != 1) return false;
  if (head.version() != 11 && head.version() != 10) return false;
  const auto coding = head.find(http::field::transfer_encoding);
  if (coding == head.end()) return true;
  return base::ascii_lower({coding->value().data(), coding->value().size()}) == "chunked" && head.count(http::field::content_length) == 0 &&
         head.version() == 11;
}

template <class Fields>
void copy_headers(const Fields& from, Request& to) {
  for (const auto& field : from) {
    const std::string name = base::ascii_lower({field.name_string().data(), field.name_string().size()});
    const std::string value(field.value().data(), field.value().size());
    auto [at, fresh] = to.headers.emplace(name, value);
    if (!fresh) at->second += (name == "cookie" ? "; " : ", ") + value;
  }
}

// One connection; `Stream` is a plain or a TLS stream.
template <class Stream>
class Connection {
 public:
  Connection(Stream& stream, Shared& shared, Deadline& deadline, std::string peer, bool tls)
      : stream_(stream), shared_(shared), deadline_(deadline), peer_(std::move(peer)), tls_(tls) {}

  asio::awaitable<void> run() {
    bool first = true;
    while (!shared_.stopping) {
      http::request_parser<http::string_body> parser;
      parser.header_limit(static_cast<std::uint32_t>(shared_.options.head_bytes));
      parser.body_limit(kLargestBody);
      if (!first && buffer_.size() == 0) {  // waiting for the next request costs nothing; once it begins, its head has the head's time
        expire(shared_.options.idle_time);
        auto [error, bytes] = co_await stream_.async_read_some(buffer_.prepare(4096), kAwait);
        if (error) co_return;
        buffer_.commit(bytes);
      }
      expire(shared_.options.head_time);
      auto [error, bytes] = co_await http::async_read_header(stream_, buffer_, parser, kAwait);
      if (error) {
        if (error != http::error::end_of_stream && error.category() == http::make_error_code(http::error::bad_target).category())
          co_await refuse(error == http::error::header_limit ? 431 : error == http::error::body_limit ? 413 : 400);
        co_return;
      }
      Request request;
      const bool keep_alive = parser.get().keep_alive();
      const unsigned version = parser.get().version();
      const int refused = co_await read_rest(parser, request);
      const TakenFile file(request.body_file);
      if (refused != 0) {
        if (refused > 0) co_await refuse(refused);
        co_return;
      }
      const bool keep = keep_alive && !shared_.stopping;
      const bool head_only = request.method == "HEAD";
      if (head_only) request.method = "GET";
      ++shared_.answering;
      Response response = co_await answer(request);
      const bool sent = co_await send(std::move(response), keep, head_only, version);
      --shared_.answering;
      if (!sent || !keep) break;
      first = false;
    }
    co_await end();
  }

 private:
  void expire(std::chrono::seconds after) { deadline_.after(after); }
  // What we do ourselves is no fault of the other side.
  void no_haste() { deadline_.after(std::chrono::hours(24)); }

  // To hand a request to another thread and its answer back costs more than most answers do. So the handler runs where the request came in, as long as a
  // thread of the loop stays free for everybody else; beyond that on the pool, where it may wait its turn.
  asio::awaitable<Response> answer(Request& request) {
    no_haste();
    const FreePlace inside(shared_.inside, std::max(2U, shared_.options.loops) - 1);
    if (inside.taken) co_return shared_.handler(request);
    co_return co_await asio::co_spawn(
        shared_.workers.get_executor(), [this, &request]() -> asio::awaitable<Response> { co_return shared_.handler(request); }, asio::use_awaitable);
  }

  // 0: all read; negative: the connection is gone; else the status to refuse with.
  asio::awaitable<int> read_rest(http::request_parser<http::string_body>& parser, Request& request) {
    if (!framing_is_plain(parser)) co_return 400;
    const auto& head = parser.get();
    auto target = parse_target({head.target().data(), head.target().size()});
    if (!target) co_return 400;
    request.method = std::string(head.method_string().data(), head.method_string().size());
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.peer = peer_;
    request.tls = tls_;
    copy_headers(head, request);
    if (shared_.options.takes_file && shared_.options.takes_file(request.method, request.path)) co_return co_await read_file(parser, request);
    const std::size_t limit = shared_.options.body_limit ? shared_.options.body_limit(request.method, request.path) : kDefaultBody;
    if (parser.content_length() && *parser.content_length() > limit) co_return 413;
    parser.body_limit(limit);
    if (!parser.is_done() && !co_await say_continue(request)) co_return -1;
    expire(shared_.options.body_time);
    if (!parser.is_done()) {
      auto [error, bytes] = co_await http::async_read(stream_, buffer_, parser, kAwait);
      if (error == http::error::body_limit) co_return 413;
      if (error == http::error::end_of_stream || error == http::error::partial_message || error == asio::error::operation_aborted) co_return -1;
      if (error) co_return 400;
    }
    request.body = std::move(parser.get().body());
    co_return 0;
  }

  asio::awaitable<bool> say_continue(const Request& request) {
    if (base::ascii_lower(request.header("expect")) != "100-continue") co_return true;
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    auto [error, bytes] = co_await asio::async_write(stream_, asio::buffer(kContinue), kAwait);
    co_return !error;
  }

  // The same for a body that goes into a file; as read_rest().
  asio::awaitable<int> read_file(http::request_parser<http::string_body>& parser, Request& request) {
    if (parser.is_done()) co_return 0;  // nothing was sent
    no_haste();
    BodyPlace place = co_await asio::co_spawn(
        shared_.workers.get_executor(), [this, &request]() -> asio::awaitable<BodyPlace> { co_return shared_.options.body_place(request); },
        asio::use_awaitable);
    if (place.refusal) {
      co_await send(std::move(*place.refusal), false, false, 11);
      co_await end();
      co_return -1;
    }
    if (parser.content_length() && *parser.content_length() > place.most) co_return 413;
    http::request_parser<http::file_body> rest(std::move(parser));
    rest.body_limit(place.most);
    boost::system::error_code failed;
    rest.get().body().open(place.file.c_str(), beast::file_mode::write, failed);
    if (failed) co_return 507;
    request.body_file = place.file;
    if (!co_await say_continue(request)) co_return -1;
    expire(shared_.options.file_time);
    auto [error, bytes] = co_await http::async_read(stream_, buffer_, rest, kAwait);
    rest.get().body().close();
    if (!error) co_return 0;
    if (error == http::error::body_limit) co_return 413;
    if (error == http::error::end_of_stream || error == http::error::partial_message || error == asio::error::operation_aborted) co_return -1;
    if (error.category() == boost::system::system_category() || error.category() == boost::system::generic_category()) co_return 507;
    co_return 400;
  }

  asio::awaitable<void> refuse(int status) {
    co_await send(refusal(status), false, false, 11);
    co_await end();
  }

  // Closing with unread bytes would reset the connection and may take our answer along: say that nothing more comes, then let the other side end.
  asio::awaitable<void> end() {
    boost::system::error_code ignored;
    expire(std::chrono::seconds(2));
    if constexpr (!std::is_same_v<Stream, tcp::socket>) {
      co_await stream_.async_shutdown(kAwait);
    } else {
      stream_.shutdown(tcp::socket::shutdown_send, ignored);
      for (int i = 0; i < 16; ++i) {
        buffer_.clear();
        auto [error, bytes] = co_await stream_.async_read_some(buffer_.prepare(4096), kAwait);
        if (error) break;
      }
    }
  }

  template <class Body>
  http::response<Body> head_of(const Response& from, bool keep, unsigned version) const {
    http::response<Body> out{static_cast<http::status>(from.status), version};
    out.set(http::field::date, http_date());
    for (const auto& [name, value] : from.headers) out.insert(name, value);
    out.keep_alive(keep);
    return out;
  }

  asio::awaitable<bool> send(Response response, bool keep, bool head_only, unsigned version) {
    expire(shared_.options.write_time);
    if (response.events && !head_only) co_return co_await send_events(response, version);
    if (response.produce && !head_only) co_return co_await send_produced(response, keep, version);
    if (!response.file.empty()) co_return co_await send_file(response, keep, head_only, version);
    const std::string_view bytes = response.static_body.empty() ? std::string_view(response.body) : response.static_body;
    auto message = head_of<http::span_body<const char>>(response, keep, version);
    const bool no_body = response.status == 204 || response.status == 304;
    if (!no_body) message.content_length(bytes.size());
    if (!head_only && !no_body) message.body() = {bytes.data(), bytes.size()};
    http::response_serializer<http::span_body<const char>> serializer{message};
    if (head_only || no_body) {
      auto [error, sent] = co_await http::async_write_header(stream_, serializer, kAwait);
      co_return !error;
    }
    auto [error, sent] = co_await http::async_write(stream_, serializer, kAwait);
    co_return !error;
  }

  asio::awaitable<bool> send_head(const Response& response, bool keep, unsigned version, std::optional<std::uint64_t> length) {
    auto message = head_of<http::empty_body>(response, keep, version);
    if (length)
      message.content_length(*length);
    else
      message.chunked(true);
    http::response_serializer<http::empty_body> serializer{message};
    auto [error, sent] = co_await http::async_write_header(stream_, serializer, kAwait);
    co_return !error;
  }

  asio::awaitable<bool> send_file(const Response& response, bool keep, bool head_only, unsigned version) {
    std::ifstream file(response.file, std::ios::binary | std::ios::ate);
    if (!file) co_return co_await send(refusal(404), keep, head_only, version);
    const auto size = static_cast<std::uint64_t>(file.tellg());
    file.seekg(0);
    if (!co_await send_head(response, keep, version, size)) co_return false;
    std::string piece(kPiece, '\0');
    for (std::uint64_t left = head_only ? 0 : size; left > 0;) {
      file.read(piece.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(left, kPiece)));
      const auto got = static_cast<std::size_t>(file.gcount());
      if (got == 0) co_return false;  // the file shrank: the length was a promise, so the connection ends
      expire(shared_.options.write_time);
      auto [error, sent] = co_await asio::async_write(stream_, asio::buffer(piece.data(), got), kAwait);
      if (error) co_return false;
      left -= got;
    }
    co_return true;
  }

  asio::awaitable<bool> send_produced(Response& response, bool keep, unsigned version) {
    if (version != 11) co_return co_await send(refusal(505), false, false, version);
    if (!co_await send_head(response, keep, version, std::nullopt)) co_return false;
    for (bool more = true; more;) {
      std::string piece;
      no_haste();
      more = co_await asio::co_spawn(
          shared_.workers.get_executor(), [&response, &piece]() -> asio::awaitable<bool> { co_return response.produce(piece); }, asio::use_awaitable);
      if (piece.empty()) continue;
      expire(shared_.options.write_time);
      auto [error, sent] = co_await asio::async_write(stream_, http::make_chunk(asio::buffer(piece)), kAwait);
      if (error) co_return false;
    }
    auto [error, sent] = co_await asio::async_write(stream_, http::make_chunk_last(), kAwait);
    co_return !error;
  }

  // Until the listener goes, the channel closes or the server stops. A comment every now and then finds out about listeners that went silently.
  asio::awaitable<bool> send_events(Response& response, unsigned version) {
    if (!co_await send_head(response, false, version, std::nullopt)) co_return false;
    const auto executor = co_await asio::this_coro::executor;
    const auto timer = std::make_shared<asio::steady_timer>(executor);
    response.events->on_push([timer, executor] { asio::post(executor, [timer] { timer->cancel(); }); });
    bool alive = true;
    --shared_.answering;  // a listener must not hold up a stop
    while (alive && !shared_.stopping) {
      std::string waiting = response.events->take();
      if (waiting.empty()) {
        if (response.events->closed()) break;
        timer->expires_after(kHeartbeat);
        auto [woken] = co_await timer->async_wait(kAwait);
        waiting = response.events->take();
        if (waiting.empty()) {
          if (woken) continue;
          waiting = ": \n\n";
        }
      }
      expire(shared_.options.write_time);
      auto [error, sent] = co_await asio::async_write(stream_, http::make_chunk(asio::buffer(waiting)), kAwait);
      alive = !error;
    }
    ++shared_.answering;
    response.events->on_push({});
    response.events->close();
    co_return false;
  }

  Stream& stream_;
  Shared& shared_;
  Deadline& deadline_;
  std::string peer_;
  bool tls_;
  beast::flat_buffer buffer_{kPiece};
};

// Counts a connection for as long as it lives.
class Counted {
 public:
  explicit Counted(Shared& shared) : shared_(shared) { ++shared_.connections; }
  ~Counted() { --shared_.connections; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  Shared& shared_;
};

asio::awaitable<void> serve(tcp::socket socket, std::shared_ptr<Shared> shared, ssl::context* tls) {
  const Counted counted(*shared);
  boost::system::error_code error;
  socket.set_option(tcp::no_delay(true), error);
  const auto endpoint = socket.remote_endpoint(error);
  const std::string peer = error ? std::string() : endpoint.address().to_string();
  const auto deadline = std::make_shared<Deadline>(socket);
  deadline->after(shared->options.head_time);
  shared->deadlines.add(deadline);
  struct Held {
    ~Held() { deadline.let_go(); }
    Deadline& deadline;
  } const held{*deadline};
  try {
    if (tls == nullptr) {
      co_await Connection<tcp::socket>(socket, *shared, *deadline, peer, false).run();
    } else {
      beast::ssl_stream<tcp::socket&> stream(socket, *tls);
      auto [failed] = co_await stream.async_handshake(ssl::stream_base::server, kAwait);
      if (!failed) co_await Connection<beast::ssl_stream<tcp::socket&>>(stream, *shared, *deadline, peer, true).run();
    }
  } catch (const std::exception&) {
    // A handler that throws is a defect of ours; its connection ends, the server stays. Handlers turn their own failures into answers.
  }
}

asio::awaitable<void> close_late(std::shared_ptr<Shared> shared) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(kAwait);
    shared->deadlines.close_passed();
  }
}

// Each connection on a strand of its own: what happens on it happens in turn, on whichever thread is free.
asio::awaitable<void> accept(tcp::acceptor& acceptor, asio::io_context& context, std::shared_ptr<Shared> shared, ssl::context* tls) {
  for (;;) {
    auto [error, socket] = co_await acceptor.async_accept(asio::any_io_executor(asio::make_strand(context)), kAwait);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {  // out of descriptors: wait for some to be given back
      asio::steady_timer timer(acceptor.get_executor(), std::chrono::milliseconds(50));
      co_await timer.async_wait(kAwait);
      continue;
    }
    if (shared->connections >= shared->options.connections) continue;  // the socket closes
    const auto strand = socket.get_executor();
    asio::co_spawn(strand, serve(std::move(socket), shared, tls), asio::detached);
  }
}

struct Loop {
  asio::io_context context;
  tcp::acceptor acceptor{asio::make_strand(context)};
  std::vector<std::thread> threads;
};

boost::system::error_code listen(Loop& loop, const tcp::endpoint& endpoint) {
  boost::system::error_code error;
  loop.acceptor.open(endpoint.protocol(), error);
  if (!error) loop.acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) loop.acceptor.bind(endpoint, error);
  if (!error) loop.acceptor.listen(1024, error);
  return error;
}

}  // namespace

struct HttpServer::Impl {
  std::shared_ptr<Shared> shared;
  std::unique_ptr<ssl::context> tls;
  Loop loop;
  std::uint16_t port = 0;
  bool stopped = false;
};

HttpServer::HttpServer() : impl_(std::make_unique<Impl>()) {}
HttpServer::~HttpServer() {
  stop(std::chrono::seconds(0));
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ServerOptions& options, Handler handler) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return base::fail(Code::invalid_input, "监听地址须为数字形式的 IP 地址", "the address to listen on must be a numeric IP address", options.address);
  std::unique_ptr<HttpServer> server(new HttpServer());
  Impl& impl = *server->impl_;
  if (options.tls) {
    auto context = make_tls_context(*options.tls);
    if (!context) return std::unexpected(std::move(context).error());
    impl.tls = std::move(*context);
  }
  impl.shared = std::make_shared<Shared>(options, std::move(handler));
  const tcp::endpoint endpoint(address, options.port);
  if (auto failed = listen(impl.loop, endpoint)) {
    if (failed == asio::error::address_in_use)
      return base::fail(Code::conflict, fmt::format("端口 {} 已被占用，请用 --listen 换一个", options.port),
                        fmt::format("port {} is in use; choose another with --listen", options.port), options.address);
    return base::fail(Code::io, "无法监听：" + failed.message(), "cannot listen: " + failed.message(), fmt::format("{}:{}", options.address, options.port));
  }
  impl.port = impl.loop.acceptor.local_endpoint().port();
  asio::co_spawn(impl.loop.acceptor.get_executor(), accept(impl.loop.acceptor, impl.loop.context, impl.shared, impl.tls.get()), asio::detached);
  asio::co_spawn(impl.loop.context, close_late(impl.shared), asio::detached);
  for (unsigned i = 0; i < std::max(2U, options.loops); ++i) impl.loop.threads.emplace_back([context = &impl.loop.context] { context->run(); });
  return server;
}

std::uint16_t HttpServer::port() const {
  return impl_->port;
}

std::size_t HttpServer::connections() const {
  return impl_->shared ? impl_->shared->connections.load() : 0;
}

void HttpServer::stop(std::chrono::seconds grace) {
  if (impl_->stopped || !impl_->shared) return;
  impl_->stopped = true;
  impl_->shared->stopping = true;
  asio::post(impl_->loop.acceptor.get_executor(), [loop = &impl_->loop] { loop->acceptor.close(); });
  const double until = base::monotonic_seconds() + static_cast<double>(grace.count());
  while (impl_->shared->answering > 0 && base::monotonic_seconds() < until) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  impl_->shared->workers.join();  // handlers that still run end before what they use goes
  impl_->loop.context.stop();
  for (std::thread& thread : impl_->loop.threads) thread.join();
}

}  // namespace gongdun::net
