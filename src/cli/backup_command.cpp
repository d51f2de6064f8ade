// gongdun backup, gongdun restore.
#include <filesystem>

#include <fmt/format.h>

#include "catalog/catalog.h"
#include "cli/commands.h"
#include "cli/passphrase.h"
#include "cli/terminal.h"
#include "serve/backup.h"
#include "serve/server.h"

namespace gongdun::cli {

using base::Lang;
using base::Result;

namespace {

// The places as `gongdun serve` would take them from the same options.
Result<serve::BackupPlace> place_of(const BackupOptions& options) {
  serve::ServerSettings settings;
  if (!options.config.empty()) GD_TRY(serve::read_settings_file(options.config, settings));
  if (!options.common.store.empty()) settings.store = options.common.store;
  if (!options.data.empty()) settings.data = options.data;
  if (settings.store.empty()) {
    auto store = catalog::default_store_url();
    if (!store) return std::unexpected(std::move(store).error());
    settings.store = *store;
  }
  serve::BackupPlace place{settings.store, serve::data_folder(settings)};
  if (place.data.empty()) return base::fail(base::Code::invalid_input, "请用 --data 指定数据目录", "name the data folder with --data");
  return place;
}

std::string figures(const serve::BackupFacts& facts, bool zh) {
  std::string out = zh ? fmt::format("{} 张表 {} 行，{} 个文件", facts.tables, facts.rows, facts.files)
                       : fmt::format("{} tables with {} rows, {} files", facts.tables, facts.rows, facts.files);
  for (const std::string& name : facts.missing) out += (zh ? "\n备份期间被删除，未包含：" : "\nremoved while the backup was made, not in it: ") + name;
  return out + "\n";
}

int tell(const BackupOptions& options, const serve::BackupFacts& facts, Lang lang) {
  const bool zh = lang == Lang::zh;
  const std::string when = base::local_minute(facts.made);
  switch (options.what) {
    case BackupOptions::What::make:
      print(zh ? fmt::format("已备份到 {}（{} 字节，SM4-GCM 密封）：", options.file, facts.bytes)
               : fmt::format("Backed up to {} ({} bytes, sealed with SM4-GCM): ", options.file, facts.bytes));
      break;
    case BackupOptions::What::restore: print(zh ? fmt::format("已恢复到 {} 的状态：", when) : fmt::format("Restored as of {}: ", when)); break;
    case BackupOptions::What::drill:
      print(zh ? fmt::format("演练通过，备份时间 {}，审计日志 {} 条均已核对：", when, facts.audit_entries)
               : fmt::format("The drill passed; made {}, all {} records of the audit log checked: ", when, facts.audit_entries));
      break;
  }
  print(figures(facts, zh));
  if (options.what == BackupOptions::What::restore)
    print(zh ? "会话和一次性链接没有恢复。此后停用的账号和令牌回到了备份时的状态，请逐一核对。\n"
             : "Sessions and one-time links were not restored. Accounts and tokens disabled since are as they were then: look through them.\n");
  return facts.missing.empty() ? kDone : kPartly;
}

}  // namespace

int run(const BackupOptions& given) {
  BackupOptions options = given;
  if (options.drill) options.what = BackupOptions::What::drill;
  const Lang lang = options.common.lang;
  using What = BackupOptions::What;
  serve::BackupPlace place;
  if (options.what != What::drill) {
    auto named = place_of(options);
    if (!named) return report_error(named.error(), lang);
    place = *named;
  }
  auto passphrase = read_passphrase(options.passphrase_file, options.what == What::make, lang);
  if (!passphrase) return report_error(passphrase.error(), lang);
  auto facts = options.what == What::make      ? serve::make_backup(place, options.file, *passphrase, "gongdun backup")
               : options.what == What::restore ? serve::restore_backup(options.file, *passphrase, place, "gongdun restore")
                                               : serve::drill_backup(options.file, *passphrase, std::filesystem::temp_directory_path().string());
  if (!facts) return report_error(facts.error(), lang);
  return tell(options, *facts, lang);
}

}  // namespace gongdun::cli
