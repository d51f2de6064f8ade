// What other machines say to probes: the first bytes of a TLS server, the output of the script, documents; and targets as people write them.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "net/tls_hello.h"
#include "pack/load.h"
#include "probe/documents.h"
#include "probe/os_facts.h"
#include "probe/password_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun;
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  const pack::ProbeBook& book = loaded.assess.probe_books.front();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  net::server_hello(text);
  probe::judge(book, probe::os_facts(text, book).facts);
  probe::judge_documents(book, {{"a", std::string(text)}});
  if (const auto target = probe::parse_target(text)) {
    const auto again = probe::parse_target(target->text());
    if (!again || !(*again == *target) || !probe::covers(*target, *again)) __builtin_trap();
    probe::password_for(text, *target, 5432);
  }
  return 0;
}
