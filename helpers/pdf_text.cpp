// gongdun-pdf-text: gives the text of PDFs, laid out as `pdftotext -layout -enc UTF-8` does. Poppler and its tables are loaded once; each document is
// read in a process forked off, with limits of its own, that ends with it: no document can reach another, and nothing is left behind.
// Linked with poppler (GPL-2+), hence a program apart. Sources: poppler 22.12 headers, pdftotext(1).
//
// On the socket at descriptor 3 (see base::ForkServer): a request of 8 bytes, CPU seconds as a native 64-bit integer, with three descriptors — the
// document, where its text goes, where messages go. The answer is 4 bytes: the exit code, 128 + signal when killed.
#include <poppler-config.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <PDFDocFactory.h>
#include <TextOutputDev.h>
#include <goo/GooString.h>
#pragma GCC diagnostic pop

namespace {

constexpr int kSocket = 3;
constexpr double kResolution = 72;  // points

struct Request {
  std::uint64_t cpu_seconds = 0;
  int document = -1, output = -1, errors = -1;
};

bool receive(Request& request) {
  alignas(cmsghdr) char control[CMSG_SPACE(3 * sizeof(int))];
  iovec body{&request.cpu_seconds, sizeof(request.cpu_seconds)};
  msghdr message{};
  message.msg_iov = &body;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof(control);
  if (::recvmsg(kSocket, &message, MSG_CMSG_CLOEXEC) != static_cast<ssize_t>(sizeof(request.cpu_seconds))) return false;
  const cmsghdr* const header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN(3 * sizeof(int))) return false;
  int received[3];
  std::memcpy(received, CMSG_DATA(header), sizeof(received));
  request.document = received[0];
  request.output = received[1];
  request.errors = received[2];
  return true;
}

// The tables of the four CJK collections are text files of poppler-data, 10 ms each time they are parsed.
void load_tables() {
  globalParams = std::make_unique<GlobalParams>(std::getenv("GONGDUN_POPPLER_DATA"));  // where the kit has them; null: where Debian has
  globalParams->setTextEncoding("UTF-8");
  for (const char* name : {"Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1"}) {
    const GooString collection(name);
    globalParams->getCIDToUnicode(&collection);
  }
  const GooString gb1("Adobe-GB1");
  for (const char* name : {"UniGB-UTF16-H", "UniGB-UCS2-H", "GBK-EUC-H", "GBKp-EUC-H"}) {
    const GooString map(name);
    globalParams->getCMap(&gb1, &map);
  }
}

int give_text() {
  const GooString name("/proc/self/fd/3");
  const std::unique_ptr<PDFDoc> document = PDFDocFactory().createPDFDoc(name);
  if (!document->isOk()) return 1;
  TextOutputDev device("-", true, 0, false, false);
  if (!device.isOk()) return 2;
  document->displayPages(&device, 1, document->getNumPages(), kResolution, kResolution, 0, true, false, false);
  return 0;
}

[[noreturn]] void read_document(const Request& request) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_DUMPABLE, 1);  // else /proc/self/fd is closed to us
  const rlimit cpu{request.cpu_seconds, request.cpu_seconds};
  ::setrlimit(RLIMIT_CPU, &cpu);
  ::dup2(request.output, 1);
  ::dup2(request.errors, 2);
  ::dup2(request.document, kSocket);
  for (const int used : {request.document, request.output, request.errors}) ::close(used);
  const int code = give_text();
  std::fflush(stdout);
  ::_exit(code);
}

int serve(const Request& request) {
  const pid_t child = ::fork();
  if (child == 0) read_document(request);
  for (const int given : {request.document, request.output, request.errors}) ::close(given);
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return 127;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

int main() {
  ::prctl(PR_SET_DUMPABLE, 0);  // a document that takes over its process must not reach this one
  load_tables();
  for (Request request; receive(request);) {
    const auto code = static_cast<std::int32_t>(serve(request));
    if (::send(kSocket, &code, sizeof(code), MSG_NOSIGNAL) != static_cast<ssize_t>(sizeof(code))) return 1;
  }
  return 0;
}
