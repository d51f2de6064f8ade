#include "base/process.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/own_program.h"

namespace gongdun::base {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kErrorBytes = 4096;
constexpr int kExecFailed = 127;
constexpr rlim_t kMostDescriptors = 1U << 20;
constexpr std::uint64_t kServerCpuSeconds = std::uint64_t{7} * 86'400;  // of the helper itself, which does next to nothing between documents

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    fd_ = std::exchange(other.fd_, -1);
    return *this;
  }
  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct Pipe {
  Descriptor read, write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return fail(Code::io, "无法建立管道：" + std::string(std::strerror(errno)), "cannot create a pipe: " + std::string(std::strerror(errno)));
  }
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// The system folders only: a folder of the user's PATH must not choose which program reads a hostile file.
Result<std::string> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos && ::access(name.c_str(), X_OK) == 0) return name;
  for (const char* folder : {"/usr/bin/", "/bin/", "/usr/local/bin/"}) {
    std::string path = folder + name;
    if (name.find('/') == std::string::npos && ::access(path.c_str(), X_OK) == 0) return path;
  }
  return fail(Code::not_found, "找不到所需的程序“" + name + "”；请安装后重试",
              "the program \"" + name + "\" is needed but not installed; install it and try again");
}

void set_limit(decltype(RLIMIT_AS) what, std::uint64_t value) {
  const rlimit limit{static_cast<rlim_t>(value), static_cast<rlim_t>(value)};
  ::setrlimit(what, &limit);
}

// close_range(2) came with Linux 5.9.
void close_from(int first) {
  if (::syscall(SYS_close_range, static_cast<unsigned>(first), ~0U, 0U) == 0) return;
  rlimit most{};
  const rlim_t end = ::getrlimit(RLIMIT_NOFILE, &most) == 0 && most.rlim_cur < kMostDescriptors ? most.rlim_cur : kMostDescriptors;
  for (int fd = first; static_cast<rlim_t>(fd) < end; ++fd) ::close(fd);
}

struct ChildPlan {
  const char* program;
  char* const* arguments;
  int input, output, errors;
  std::uint64_t memory, cpu_seconds;
  bool network;
};

// Between fork and exec: system calls only.
[[noreturn]] void become(const ChildPlan& plan) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (!plan.network) ::unshare(CLONE_NEWNET);  // where allowed: the helper has no network at all
  // Out of the way first, so that no number below is overwritten before it is used.
  const int output = ::fcntl(plan.output, F_DUPFD, 16);
  const int errors = ::fcntl(plan.errors, F_DUPFD, 16);
  const int input = plan.input >= 0 ? ::fcntl(plan.input, F_DUPFD, 16) : -1;
  const int null = ::open("/dev/null", O_RDONLY);
  if (output < 0 || errors < 0 || null < 0) ::_exit(kExecFailed);
  ::dup2(null, 0);
  ::dup2(output, 1);
  ::dup2(errors, 2);
  if (input >= 0) ::dup2(input, 3);
  close_from(input >= 0 ? 4 : 3);
  set_limit(RLIMIT_AS, plan.memory);
  set_limit(RLIMIT_CPU, plan.cpu_seconds);
  set_limit(RLIMIT_FSIZE, 0);  // no plaintext in files
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_NOFILE, 64);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  ::signal(SIGINT, SIG_IGN);  // Ctrl-C is for us; we end the helper
  static const char* const kEnvironment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent", nullptr};
  ::execve(plan.program, plan.arguments, const_cast<char* const*>(kEnvironment));
  ::_exit(kExecFailed);
}

class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    kill_all();
    if (!reaped_) ::waitpid(pid_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void kill_all() const {
    if (reaped_) return;  // afterwards the number may belong to somebody else
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);
  }

  pid_t pid() const { return pid_; }

  // The exit code, or -1 when the child had to be killed at the deadline.
  int wait(Clock::time_point deadline) {
    for (;;) {
      siginfo_t info{};
      // WNOWAIT keeps the number ours until the whole group is gone.
      if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid_) break;
      if (Clock::now() >= deadline) {
        kill_all();
        return -1;
      }
      ::usleep(500);
    }
    ::kill(-pid_, SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    reaped_ = true;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  pid_t pid_;
  bool reaped_ = false;
};

bool wait_readable(int descriptor, Clock::time_point deadline) {
  pollfd wanted{descriptor, POLLIN, 0};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    const int ready = ::poll(&wanted, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

struct Pump {
  Descriptor output, errors;
  const std::function<bool(std::string_view)>& on_output;
  ProcessOutcome& outcome;
  std::array<char, 64 << 10> buffer{};
  bool stopped = false;

  void read_output() {
    const ssize_t got = ::read(output.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) return output.close();
    if (!on_output({buffer.data(), static_cast<std::size_t>(got)})) stopped = true;
  }

  void read_errors() {
    const ssize_t got = ::read(errors.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) return errors.close();
    const std::size_t room = kErrorBytes - outcome.error_output.size();
    outcome.error_output.append(buffer.data(), std::min(room, static_cast<std::size_t>(got)));
  }

  // False when the deadline passed.
  bool run(Clock::time_point deadline) {
    while (!stopped && (output.open() || errors.open())) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) return false;
      std::array<pollfd, 2> wanted{{{output.get(), POLLIN, 0}, {errors.get(), POLLIN, 0}}};
      const int ready = ::poll(wanted.data(), wanted.size(), static_cast<int>(std::min<std::int64_t>(left, 60'000)));
      if (ready < 0 && errno != EINTR) return true;
      if (ready <= 0) continue;
      if (wanted[0].revents != 0) read_output();
      if (wanted[1].revents != 0) read_errors();
    }
    return true;
  }
};

}  // namespace

Result<ProcessOutcome> run_process(const std::vector<std::string>& argv, int input_fd, const ProcessLimits& limits,
                                   const std::function<bool(std::string_view)>& on_output) {
  if (argv.empty()) return fail(Code::internal, "没有给出要运行的程序", "no program was given");
  auto program = find_program(argv.front());
  if (!program) return std::unexpected(std::move(program).error());
  auto output = make_pipe();
  if (!output) return std::unexpected(std::move(output).error());
  auto errors = make_pipe();
  if (!errors) return std::unexpected(std::move(errors).error());
  std::vector<char*> arguments;
  arguments.reserve(argv.size() + 1);
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const ChildPlan plan{program->c_str(),    arguments.data(),           input_fd,           output->write.get(),
                       errors->write.get(), limits.address_space_bytes, limits.cpu_seconds, limits.network};
  const pid_t pid = ::fork();
  if (pid < 0) return fail(Code::io, "无法启动程序“" + argv.front() + "”", "cannot start the program \"" + argv.front() + "\"");
  if (pid == 0) become(plan);
  ::setpgid(pid, pid);  // also here: whoever comes first
  Child child(pid);
  output->write.close();
  errors->write.close();

  ProcessOutcome outcome;
  const Clock::time_point deadline = Clock::now() + limits.wall;
  Pump pump{std::move(output->read), std::move(errors->read), on_output, outcome};
  outcome.timed_out = !pump.run(deadline);
  if (outcome.timed_out || pump.stopped) child.kill_all();
  const int code = child.wait(outcome.timed_out || pump.stopped ? Clock::now() + std::chrono::seconds(2) : deadline);
  if (code < 0) outcome.timed_out = true;
  outcome.exit_code = code < 0 ? 128 + SIGKILL : code;
  if (outcome.exit_code == kExecFailed) {
    return fail(Code::io, "无法启动程序“" + *program + "”", "cannot start the program \"" + *program + "\"");
  }
  return outcome;
}

struct ForkServer::Running {
  Running(pid_t pid, Descriptor ours) : child(pid), socket(std::move(ours)) {}
  Child child;
  Descriptor socket;
};

ForkServer::ForkServer(const std::string& name) {
  const std::string path = own_program();
  std::vector<std::string> folders = {path.substr(0, path.rfind('/') + 1), "/usr/libexec/gongdun/"};
#ifdef GD_HELPER_DIR  // where the build puts it: for tests
  folders.emplace_back(GD_HELPER_DIR "/");
#endif
  for (const std::string& folder : folders) {
    if (program_.empty() && !folder.empty() && ::access((folder + name).c_str(), X_OK) == 0) program_ = folder + name;
  }
}

ForkServer::~ForkServer() = default;

int ForkServer::pid() const {
  return running_ == nullptr ? -1 : running_->child.pid();
}

Status ForkServer::start(const ProcessLimits& limits) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return fail(Code::io, "无法建立套接字", "cannot create a socket");
  Descriptor ours(ends[0]);
  const Descriptor theirs(ends[1]), null(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  char* const arguments[] = {program_.data(), nullptr};
  const ChildPlan plan{program_.c_str(), arguments, theirs.get(), null.get(), null.get(), limits.address_space_bytes, kServerCpuSeconds, false};
  const pid_t pid = ::fork();
  if (pid < 0) return fail(Code::io, "无法启动程序“" + program_ + "”", "cannot start the program \"" + program_ + "\"");
  if (pid == 0) become(plan);
  ::setpgid(pid, pid);
  running_ = std::make_unique<Running>(pid, std::move(ours));
  return {};
}

bool ForkServer::send(int input_fd, int output, int errors, std::uint64_t cpu_seconds) {
  const std::array<int, 3> given{input_fd, output, errors};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(given))> control{};
  iovec body{&cpu_seconds, sizeof(cpu_seconds)};
  msghdr message{};
  message.msg_iov = &body;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(given));
  std::memcpy(CMSG_DATA(header), given.data(), sizeof(given));
  return ::sendmsg(running_->socket.get(), &message, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof(cpu_seconds));
}

Result<ProcessOutcome> ForkServer::run(int input_fd, const ProcessLimits& limits, const std::function<bool(std::string_view)>& on_output) {
  bool untouched = true;
  const std::function<bool(std::string_view)> seen = [&](std::string_view piece) { return untouched = false, on_output(piece); };
  auto outcome = run_once(input_fd, limits, seen);
  // Gone by itself and without a word: it may have been gone before it took the document.
  if (outcome && untouched && running_ == nullptr && !outcome->timed_out) return run_once(input_fd, limits, seen);
  return outcome;
}

Result<ProcessOutcome> ForkServer::run_once(int input_fd, const ProcessLimits& limits, const std::function<bool(std::string_view)>& on_output) {
  auto output = make_pipe();
  if (!output) return std::unexpected(std::move(output).error());
  auto errors = make_pipe();
  if (!errors) return std::unexpected(std::move(errors).error());
  bool sent = running_ != nullptr && send(input_fd, output->write.get(), errors->write.get(), limits.cpu_seconds);
  if (!sent) {  // not running yet, or no more
    running_.reset();
    GD_TRY(start(limits));
    sent = send(input_fd, output->write.get(), errors->write.get(), limits.cpu_seconds);
  }
  if (!sent) return fail(Code::io, "无法启动程序“" + program_ + "”", "cannot start the program \"" + program_ + "\"");
  output->write.close();
  errors->write.close();

  ProcessOutcome outcome;
  const Clock::time_point deadline = Clock::now() + limits.wall;
  Pump pump{std::move(output->read), std::move(errors->read), on_output, outcome};
  outcome.timed_out = !pump.run(deadline);
  const bool ended = !outcome.timed_out && !pump.stopped && wait_readable(running_->socket.get(), deadline);
  outcome.timed_out = outcome.timed_out || (!ended && !pump.stopped);
  std::int32_t code = 0;
  if (!ended || ::recv(running_->socket.get(), &code, sizeof(code), 0) != static_cast<ssize_t>(sizeof(code))) {
    running_.reset();  // with the process that reads the document
    code = 128 + SIGKILL;
  }
  outcome.exit_code = code;
  return outcome;
}

}  // namespace gongdun::base
