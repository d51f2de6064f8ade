// The peer of `./dev bench serve` and the hand that asks both: a bare Boost.Beast server that answers every request with the same bytes, and a client that
// asks one address over kept connections for some seconds.
//   http_bench echo BYTES        prints its port, serves until its input ends
//   http_bench load PORT TARGET COOKIE SECONDS CONNECTIONS   prints requests per second, quantiles in ms, bytes of the last answer
#include <algorithm>
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

void answer_all(tcp::socket socket, const std::string& body) {
  beast::flat_buffer buffer;
  boost::system::error_code error;
  while (!error) {
    http::request<http::string_body> request;
    http::read(socket, buffer, request, error);
    if (error) return;
    http::response<http::string_body> response{http::status::ok, 11};
    response.set(http::field::content_type, "application/json");
    response.body() = body;
    response.keep_alive(true);
    response.prepare_payload();
    http::write(socket, response, error);
  }
}

int echo(std::size_t bytes) {
  asio::io_context context;
  tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
  std::cout << acceptor.local_endpoint().port() << std::endl;
  const std::string body(bytes, 'x');
  std::thread([&] {
    for (;;) {
      tcp::socket socket = acceptor.accept();
      socket.set_option(tcp::no_delay(true));
      std::thread(answer_all, std::move(socket), std::cref(body)).detach();
    }
  }).detach();
  while (std::cin.get() != EOF) continue;
  std::_Exit(0);
}

struct Load {
  unsigned short port = 0;
  std::string target, cookie;
  double seconds = 1;
  int connections = 1;
};

struct Taken {
  std::mutex mutex;
  std::vector<double> ms;
  std::size_t bytes = 0, failed = 0;
};

void ask(const Load& load, Taken& taken) {
  asio::io_context context;
  tcp::socket socket(context);
  socket.connect({asio::ip::make_address("127.0.0.1"), load.port});
  socket.set_option(tcp::no_delay(true));
  http::request<http::empty_body> request{http::verb::get, load.target, 11};
  request.set(http::field::host, "127.0.0.1");
  request.set(http::field::accept, "application/json");
  if (!load.cookie.empty()) request.set(http::field::cookie, load.cookie);
  beast::flat_buffer buffer;
  std::vector<double> ms;
  std::size_t bytes = 0, failed = 0;
  const auto until = Clock::now() + std::chrono::duration<double>(load.seconds);
  while (Clock::now() < until) {
    const auto begin = Clock::now();
    http::write(socket, request);
    http::response_parser<http::string_body> parser;
    parser.body_limit(64U << 20);
    http::read(socket, buffer, parser);
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    bytes = parser.get().body().size();
    failed += parser.get().result() != http::status::ok;
  }
  std::lock_guard lock(taken.mutex);
  taken.ms.insert(taken.ms.end(), ms.begin(), ms.end());
  taken.bytes = bytes;
  taken.failed += failed;
}

int run_load(const Load& load) {
  Taken taken;
  const auto begin = Clock::now();
  std::vector<std::thread> threads;
  for (int i = 0; i < load.connections; ++i) threads.emplace_back([&] { ask(load, taken); });
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::ranges::sort(taken.ms);
  const auto quantile = [&](double q) { return taken.ms[static_cast<std::size_t>(q * static_cast<double>(taken.ms.size() - 1))]; };
  std::cout << "{\"per_second\": " << static_cast<double>(taken.ms.size()) / seconds << ", \"p50_ms\": " << quantile(0.5) << ", \"p95_ms\": " << quantile(0.95)
            << ", \"bytes\": " << taken.bytes << ", \"failed\": " << taken.failed << "}" << std::endl;
  return taken.failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 2 && words[0] == "echo") return echo(std::stoul(words[1]));
  if (words.size() == 6 && words[0] == "load")
    return run_load({static_cast<unsigned short>(std::stoul(words[1])), words[2], words[3], std::stod(words[4]), std::stoi(words[5])});
  std::cerr << "http_bench echo BYTES | http_bench load PORT TARGET COOKIE SECONDS CONNECTIONS\n";
  return 2;
}
