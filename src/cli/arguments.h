// The command line as plain values. One place knows the syntax; the commands know nothing of it.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "base/bilingual.h"

namespace gongdun::cli {

struct Common {
  base::Lang lang = base::Lang::zh;
  std::string store;  // empty: the default place
  std::string packs;  // empty: those that came with the program
};

struct ScanOptions {
  Common common;
  std::vector<std::string> paths, excludes;
  std::string sector = "auto", report, format = "human";
  unsigned threads = 0;
  bool git_history = false, ocr = false;
};

struct CatalogListOptions {
  Common common;
  std::string format = "human", grade, sector, category, text;
  bool all = false;  // vanished ones too
};

struct CatalogShowOptions {
  Common common;
  std::string id, format = "human";
};

struct CatalogDecideOptions {
  enum class What { decide, confirm, withdraw } what = What::decide;  // confirm: by the authority
  Common common;
  std::string id, grade, reason, by;
  bool alone = false;  // bears on no other asset
};

struct CatalogExportOptions {
  Common common;
  std::string format = "xlsx", output;
};

struct ReportOptions {
  Common common;
  std::string output;  // folder
};

struct RegradeOptions {
  Common common;
  std::string format = "human";
  bool dry_run = false;
};

struct ExplainOptions {
  Common common;
  std::string id;
};

struct DismissOptions {
  Common common;
  std::string id, reason, by;
  bool restore = false, alone = false;
};

struct PackTryOptions {
  Common common;
  std::vector<std::string> paths;
};

struct PackOptions {
  enum class What { check, plans, validators } what = What::check;
  Common common;
  std::string directory;
};

struct PackFileOptions {
  enum class What { new_key, sign, verify, difference } what = What::verify;
  Common common;
  std::string first, second;  // folder or file; of a difference: before and after
  std::string key, signer, output, passphrase_file, format = "human";
};

struct ServeOptions {
  Common common;
  std::string config, listen, data, certificate, key;
  std::vector<std::string> scan;
  bool demo = false, once = false;  // once: ends when the folders named are scanned
};

struct AuditOptions {
  Common common;
};

struct ResetPasswordOptions {
  Common common;
  std::string login;
};

struct BackupOptions {
  enum class What { make, restore, drill } what = What::make;
  Common common;
  std::string config, data, file, passphrase_file;
  bool drill = false;
};

struct DiagnoseOptions {
  enum class What {
    make,
    list,
    form,
    answer,
    evidence,
    score,
    report,
    send,
    merge,
    outbound,
    paper,
    enter,
    custody,
    summary,
    capability,
    plan,
    risk,
    consent,
    probe
  } what = What::list;
  static constexpr std::size_t kWhats = 19;
  Common common;
  std::string id, output, format = "text", by, note, questionnaire = "diagnosis", table = "outbound";
  std::string key, passphrase_file, packs_to, event, digest, met;
  bool task = false, no_signature = false;
  std::string evidence, target, matrix, since, from;
  std::vector<std::string> files;  // of a consent: the signed paper; of probes: targets
  std::vector<std::string> taken, scopes;
  std::string until, withdraw, only, passwords, ca, ssh_key, known_hosts;
  bool ot = false, dry_run = false;
};

struct DutiesOptions {
  Common common;
  std::string facts, from, format = "text", who = "enterprise", output, table = "deadlines";
};

struct Nothing {
  int exit_code = 0;
};  // help, version or a mistake has been printed

using Command = std::variant<Nothing, ScanOptions, CatalogListOptions, CatalogShowOptions, CatalogDecideOptions, CatalogExportOptions, ReportOptions,
                             RegradeOptions, ExplainOptions, DismissOptions, PackOptions, ServeOptions, AuditOptions, ResetPasswordOptions, BackupOptions,
                             PackFileOptions, DiagnoseOptions, PackTryOptions, DutiesOptions>;

// Prints help and mistakes itself.
Command parse_arguments(int argc, char** argv);

}  // namespace gongdun::cli
