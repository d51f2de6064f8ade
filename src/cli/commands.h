// One function per command; each returns the exit code. 0 done, 1 done but something could not be read, 2 nothing usable, 130 interrupted.
#pragma once
#include "cli/arguments.h"

namespace gongdun::cli {

inline constexpr int kDone = 0, kPartly = 1, kNothing = 2, kInterrupted = 130;

int run(const ScanOptions& options);
int run(const CatalogListOptions& options);
int run(const CatalogShowOptions& options);
int run(const CatalogDecideOptions& options);
int run(const CatalogExportOptions& options);
int run(const ReportOptions& options);
int run(const RegradeOptions& options);
int run(const ExplainOptions& options);
int run(const DismissOptions& options);
int run(const PackOptions& options);
int run(const PackTryOptions& options);
int run(const PackFileOptions& options);
int run(const ServeOptions& options);
int run(const AuditOptions& options);
int run(const ResetPasswordOptions& options);
int run(const BackupOptions& options);
int run(const DiagnoseOptions& options);
int run(const DutiesOptions& options);
inline int run(const Nothing& nothing) {
  return nothing.exit_code;
}

}  // namespace gongdun::cli
