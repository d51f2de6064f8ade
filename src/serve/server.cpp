#include "serve/server.h"

#include <sys/stat.h>

#include <charconv>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/invitation.h"
#include "access/schema.h"
#include "catalog/source_store.h"
#include "net/http_server.h"
#include "net/self_made_certificate.h"
#include "serve/api.h"
#include "serve/job_work.h"
#include "serve/jobs.h"
#include "serve/reminder_sender.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr base::TimeUs kDay = 86'400'000'000;
constexpr std::chrono::seconds kGrace{10};

struct Place {
  std::string address;
  std::uint16_t port = 0;
  bool loopback() const { return address.starts_with("127.") || address == "::1"; }
};

Result<Place> parse_listen(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  Place place;
  if (colon != std::string::npos) {
    place.address = text.substr(0, colon);
    if (place.address.starts_with('[') && place.address.ends_with(']')) place.address = place.address.substr(1, place.address.size() - 2);
    const char* const end = text.data() + text.size();
    if (const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, place.port); error == std::errc() && rest == end && !place.address.empty())
      return place;
  }
  return base::fail(Code::invalid_input, "监听地址应写作 127.0.0.1:8088", "write the address to listen on as 127.0.0.1:8088", text);
}

Status add_sources(Node& node, const ServerSettings& settings, std::vector<std::string>& jobs) {
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  store::Db& db = (*lease)->db();
  for (const std::string& folder : settings.scan) {
    std::error_code error;
    const std::string path = std::filesystem::canonical(folder, error).string();
    if (error) return base::fail(Code::not_found, "要扫描的路径不存在，请检查拼写", "the path to scan does not exist; check the spelling", folder);
    auto known = store::text(db, "SELECT id FROM source WHERE address = ?", path);
    if (!known) return std::unexpected(std::move(known).error());
    std::string id = known->value_or("");
    const std::string name = std::filesystem::path(path).filename().string();
    auto tx = store::Tx::begin(db);
    if (!tx) return std::unexpected(std::move(tx).error());
    if (id.empty()) {
      const bool demo = settings.demo;
      auto saved = catalog::save_source(db, {.id = {},
                                             .name = demo ? "示例工厂" : name,
                                             .address = path,
                                             .organisation = node.home(),
                                             .sector = {},
                                             .excludes = {},
                                             .demo = demo,
                                             .schedule = {},
                                             .created_by = "gongdun"});
      if (!saved) return std::unexpected(std::move(saved).error());
      id = *saved;
    }
    auto job = queue_scan(db, id, name, node.home(), "", "gongdun");
    if (!job && job.error().code != Code::conflict) return std::unexpected(std::move(job).error());
    GD_TRY(tx->commit());
    if (job) {
      jobs.push_back(job->id);
      node.jobs().add(*job);
    }
  }
  return {};
}

Result<std::string> first_link(Node& node) {
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  auto anybody = access::anybody((*lease)->db());
  if (!anybody) return std::unexpected(std::move(anybody).error());
  if (*anybody) return std::string();
  auto link = access::make_link((*lease)->db(), {.id = {}, .kind = "first", .person = {}, .role = {}, .name = {}}, kDay);
  if (!link) return std::unexpected(std::move(link).error());
  return "/setup#token=" + link->token;
}

}  // namespace

std::string data_folder(const ServerSettings& settings) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (!settings.data.empty()) return std::filesystem::absolute(settings.data).lexically_normal().string();
  if (settings.store.starts_with(kSqlite)) return std::filesystem::absolute(settings.store.substr(kSqlite.size())).lexically_normal().string() + ".data";
  return {};
}

struct Server::Impl {
  std::unique_ptr<Node> node;
  std::unique_ptr<Api> api;
  std::unique_ptr<net::HttpServer> http;
  std::string address, set_up;
  std::vector<std::string> jobs;
};

Server::Server() : impl_(std::make_unique<Impl>()) {}
Server::~Server() {
  stop();
}

Result<std::unique_ptr<Server>> Server::start(const ServerSettings& settings) {
  auto place = parse_listen(settings.listen);
  if (!place) return std::unexpected(std::move(place).error());
  NodeOptions options{.store = settings.store,
                      .data = data_folder(settings),
                      .packs = settings.packs,
                      .certificate = {},
                      .threads = 4,
                      .way = {settings.outbound_ca, settings.outbound_proxy}};
  if (options.data.empty()) return base::fail(Code::invalid_input, "请用 --data 指定数据目录", "name a data folder with --data", settings.store);
  net::ServerOptions http{
      .address = place->address, .port = place->port, .tls = {}, .workers = options.threads, .body_limit = {}, .takes_file = {}, .body_place = {}};
  std::unique_ptr<Server> server(new Server());
  Impl& impl = *server->impl_;
  if (!settings.certificate.empty()) {
    http.tls = net::TlsFiles{settings.certificate, settings.key};
  } else if (!place->loopback()) {
    std::error_code error;
    const auto folder = std::filesystem::path(options.data) / "tls";
    std::filesystem::create_directories(folder, error);
    ::chmod(folder.c_str(), 0700);
    http.tls = net::TlsFiles{folder / "certificate.pem", folder / "key.pem"};
    std::vector<std::string> names = settings.names;
    if (names.empty()) names = {"localhost", place->address == "0.0.0.0" || place->address == "::" ? "127.0.0.1" : place->address};
    GD_TRY(net::ensure_certificate(*http.tls, names));
  }
  if (http.tls) options.certificate = http.tls->certificate;
  auto node = Node::open(options);
  if (!node) return std::unexpected(std::move(node).error());
  impl.node = std::move(*node);
  auto api = Api::make(*impl.node);
  if (!api) return std::unexpected(std::move(api).error());
  impl.api = std::move(*api);
  http.body_limit = [api = impl.api.get()](std::string_view method, std::string_view path) { return api->body_limit(method, path); };
  http.takes_file = Api::takes_file;
  http.body_place = [api = impl.api.get()](const net::Request& head) { return api->body_place(head); };
  auto listening = net::HttpServer::start(http, [api = impl.api.get()](net::Request& request) { return api->answer(request); });
  if (!listening) return std::unexpected(std::move(listening).error());
  impl.http = std::move(*listening);
  const std::string shown = place->address == "0.0.0.0"                     ? "127.0.0.1"
                            : place->address.find(':') != std::string::npos ? "[" + place->address + "]"
                                                                            : place->address;
  impl.address = fmt::format("{}://{}:{}", http.tls ? "https" : "http", shown, impl.http->port());
  GD_TRY(impl.node->jobs().start());
  impl.node->reminders().start();
  GD_TRY(add_sources(*impl.node, settings, impl.jobs));
  auto link = first_link(*impl.node);
  if (!link) return std::unexpected(std::move(link).error());
  if (!link->empty()) impl.set_up = impl.address + *link;
  return server;
}

const std::string& Server::address() const {
  return impl_->address;
}
const std::string& Server::set_up() const {
  return impl_->set_up;
}
const std::vector<std::string>& Server::jobs() const {
  return impl_->jobs;
}

bool Server::busy() const {
  auto lease = impl_->node->lease();
  if (!lease) return false;
  for (const std::string& id : impl_->jobs)
    if (auto job = load_job((*lease)->db(), id); job && (job->state == "queued" || job->state == "running")) return true;
  return false;
}

void Server::stop() {
  if (impl_->node) impl_->node->events().close_all();
  if (impl_->http) impl_->http->stop(kGrace);
  if (!impl_->node) return;
  impl_->node->jobs().stop();
  impl_->node->reminders().stop();
}

Result<std::string> password_link(const std::string& store, const std::string& login) {
  auto db = store::Db::open(store);
  if (!db) return std::unexpected(std::move(db).error());
  GD_TRY(access::migrate_access(**db));
  auto person = access::person_by_login(**db, login);
  if (!person) return std::unexpected(std::move(person).error());
  if (!*person) return base::fail(Code::not_found, "没有这个登录名", "no such login", login);
  auto tx = store::Tx::begin(**db);
  if (!tx) return std::unexpected(std::move(tx).error());
  auto link = access::make_link(**db, {.id = {}, .kind = "password", .person = **person, .role = {}, .name = login}, kDay);
  if (!link) return std::unexpected(std::move(link).error());
  GD_TRY(access::append_audit(**db, {.person = {},
                                     .login = "gongdun admin",
                                     .address = "local",
                                     .action = "person.password_link",
                                     .object = **person,
                                     .before = {},
                                     .after = {},
                                     .hash = {}}));
  GD_TRY(tx->commit());
  return "/setup#token=" + link->token;
}

}  // namespace gongdun::serve
