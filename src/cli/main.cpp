#include <sys/prctl.h>
#include <sys/resource.h>

#include <clocale>
#include <csignal>

#include "cli/arguments.h"
#include "cli/commands.h"

namespace {

// Memory holds raw values while they are judged: it must never reach a core file.
void forbid_core_dumps() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write, not a death in the middle of a transaction
  forbid_core_dumps();
  const auto command = gongdun::cli::parse_arguments(argc, argv);
  return std::visit([](const auto& options) { return gongdun::cli::run(options); }, command);
}
