// gongdun serve, gongdun audit verify, gongdun admin reset-password.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>

#include <fmt/format.h>

#include "access/audit_log.h"
#include "access/schema.h"
#include "base/stop_flag.h"
#include "catalog/catalog.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "serve/server.h"

namespace gongdun::cli {

using base::Lang;

namespace {

base::StopFlag g_stop;  // the one thing a signal handler may touch

void on_signal(int) {
  if (g_stop.requested()) _exit(kInterrupted);
  g_stop.request();
}

void listen_for_interrupt() {
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

// Every connection is a descriptor; the usual soft limit of 1,024 is less than the server takes.
void allow_descriptors() {
  constexpr rlim_t kWanted = 65'536;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kWanted) return;
  limit.rlim_cur = std::min(limit.rlim_max, kWanted);
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

base::Result<std::string> store_of(const Common& common) {
  if (!common.store.empty()) return common.store;
  return catalog::default_store_url();
}

void greet(const serve::Server& server, Lang lang) {
  const bool zh = lang == Lang::zh;
  print(fmt::format(fmt::runtime(zh ? "控制台：{}\n" : "Console: {}\n"), server.address()));
  if (!server.set_up().empty())
    print(fmt::format(fmt::runtime(zh ? "首次使用，请打开一次性链接建立账号（24 小时内有效）：\n  {}\n"
                                      : "First start: open this one-time link to make your account (valid for 24 hours):\n  {}\n"),
                      server.set_up()));
  print(zh ? "按 Ctrl-C 停止。\n" : "Ctrl-C stops it.\n");
  std::fflush(stdout);
}

}  // namespace

int run(const ServeOptions& options) {
  const Lang lang = options.common.lang;
  serve::ServerSettings settings;
  if (!options.config.empty())
    if (auto status = serve::read_settings_file(options.config, settings); !status) return report_error(status.error(), lang);
  if (!options.common.store.empty()) settings.store = options.common.store;
  if (settings.store.empty()) {
    auto store = store_of(options.common);
    if (!store) return report_error(store.error(), lang);
    settings.store = *store;
  }
  if (!options.common.packs.empty()) settings.packs = options.common.packs;
  if (!options.listen.empty()) settings.listen = options.listen;
  if (!options.data.empty()) settings.data = options.data;
  if (!options.certificate.empty()) settings.certificate = options.certificate;
  if (!options.key.empty()) settings.key = options.key;
  settings.scan = options.scan;
  settings.demo = options.demo;
  allow_descriptors();
  listen_for_interrupt();
  auto server = serve::Server::start(settings);
  if (!server) return report_error(server.error(), lang);
  greet(**server, lang);
  while (!g_stop.requested() && !(options.once && !(*server)->busy())) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  (*server)->stop();
  return kDone;
}

int run(const AuditOptions& options) {
  const Lang lang = options.common.lang;
  auto store = store_of(options.common);
  if (!store) return report_error(store.error(), lang);
  auto db = store::Db::open(*store);
  if (!db) return report_error(db.error(), lang);
  if (auto status = access::migrate_access(**db); !status) return report_error(status.error(), lang);
  auto verdict = access::verify_audit(**db);
  if (!verdict) return report_error(verdict.error(), lang);
  const bool zh = lang == Lang::zh;
  if (verdict->ok) {
    print(zh ? fmt::format("审计日志完整：{} 条记录，链头 {}\n", verdict->entries, verdict->head)
             : fmt::format("The audit log is whole: {} records, head {}\n", verdict->entries, verdict->head));
    return kDone;
  }
  const std::string what = verdict->problem == "altered"   ? (zh ? "被篡改" : "altered")
                           : verdict->problem == "missing" ? (zh ? "缺失" : "missing")
                                                           : (zh ? "被截断，自此缺失" : "cut off: missing from here on");
  print(zh ? fmt::format("审计日志不完整：第 {} 条记录{}\n", verdict->first_bad, what)
           : fmt::format("The audit log is not whole: record {} is {}\n", verdict->first_bad, what));
  return kPartly;
}

int run(const ResetPasswordOptions& options) {
  const Lang lang = options.common.lang;
  auto store = store_of(options.common);
  if (!store) return report_error(store.error(), lang);
  auto link = serve::password_link(*store, options.login);
  if (!link) return report_error(link.error(), lang);
  print(lang == Lang::zh ? "请在控制台地址后接上这个一次性链接，设置新口令（24 小时内有效）：\n  "
                         : "Open this one-time link on the console's address to set a new password (valid for 24 hours):\n  ");
  print(*link + "\n");
  return kDone;
}

}  // namespace gongdun::cli
