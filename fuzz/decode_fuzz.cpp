// Encoded runs: finding and decoding them in any bytes, and mapping places back.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "detect/encoded_runs.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::detect;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<EncodedRun> runs;
  find_encoded_runs(text, runs);
  std::size_t last = 0;
  for (const EncodedRun& run : runs) {
    if (run.begin < last || run.begin >= run.end || run.end > size) std::abort();
    last = run.end;
    std::string out;
    if (!decode_run(text, run, size % 2 == 0, out)) {
      if (!out.empty()) std::abort();
      continue;
    }
    // Binary encodings never grow; an escape never becomes longer than itself.
    if (out.size() > run.end - run.begin + (run.end - run.begin) / 8 + 8) std::abort();
    const SourceSpan span = source_of(text, run, out.size() / 3, out.size() / 2);
    if (span.begin < run.begin || span.end > run.end || span.begin > span.end) std::abort();
  }
  return 0;
}
