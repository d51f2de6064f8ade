// Linux machines: one script that only reads, run here by sh or over there by the system's ssh, which asks nobody anything.
#include <algorithm>

#include "base/process.h"
#include "probe/collector.h"
#include "probe/os_facts.h"

namespace gongdun::probe {

using base::Code;

namespace {

constexpr std::size_t kLargestOutput = 2u << 20;

std::string root_of(const Target& target) {
  return target.scheme == "ssh" || target.path == "/" ? std::string() : target.path;
}

// As one word of a shell.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::vector<std::string> command(const Target& target, const Settings& settings) {
  const std::string script = os_script(root_of(target));
  if (target.scheme != "ssh") return {"sh", "-c", script};
  std::vector<std::string> out{"ssh", "-T",
                               "-x",  "-a",
                               "-o",  "BatchMode=yes",
                               "-o",  "StrictHostKeyChecking=yes",
                               "-o",  "ConnectTimeout=10",
                               "-o",  "PermitLocalCommand=no",
                               "-o",  "ClearAllForwardings=yes",
                               "-o",  "ControlMaster=no",
                               "-o",  "ControlPath=none"};
  if (!settings.ssh_key.empty()) out.insert(out.end(), {"-o", "IdentitiesOnly=yes", "-i", settings.ssh_key});
  if (!settings.known_hosts.empty()) out.insert(out.end(), {"-o", "UserKnownHostsFile=" + settings.known_hosts});
  if (target.port != 0) out.insert(out.end(), {"-p", std::to_string(target.port)});
  if (!target.user.empty()) out.insert(out.end(), {"-l", target.user});
  out.insert(out.end(), {"--", target.host, "exec sh -c " + quoted(script)});
  return out;
}

base::Result<Collected> collect(const Target& target, const Settings& settings) {
  std::string output;
  base::ProcessLimits limits;
  limits.wall = std::chrono::milliseconds(120'000);
  limits.network = true;
  auto run = base::run_process(command(target, settings), -1, limits, [&](std::string_view piece) {
    output.append(piece.substr(0, kLargestOutput - std::min(kLargestOutput, output.size())));
    return output.size() < kLargestOutput;
  });
  if (!run) return std::unexpected(std::move(run).error().at(target.text()));
  if (output.find("@@end") == std::string::npos) {
    const std::string detail = run->timed_out ? std::string("timeout") : run->error_output.substr(0, 300);
    return base::fail(Code::io, "未能读取该主机（" + detail + "）；SSH 须以密钥登录，且主机密钥已在 known_hosts 中",
                      "the machine could not be read (" + detail + "); SSH needs a key to log in with, and the host's key in known_hosts", target.text());
  }
  OsRead read = os_facts(output, *settings.book);
  Collected out;
  out.facts = std::move(read.facts);
  out.raw = {{"output", output}, {"services", read.services}, {"script", os_script(root_of(target))}};
  return out;
}

base::Bilingual plan(const Target& target) {
  const std::string script = os_script(root_of(target));
  if (target.scheme == "ssh")
    return {"经系统的 ssh（BatchMode，不询问口令）在对方运行下列只读脚本一次：\n" + script,
            "runs this script, which only reads, once over there by the system's ssh (BatchMode, asks for no password):\n" + script};
  return {"在本机以 sh 运行下列只读脚本一次：\n" + script, "runs this script, which only reads, once on this machine by sh:\n" + script};
}

}  // namespace

const Collector kOsCollector{"os", [](const Target& target) { return target.scheme != "ssh"; }, plan, collect};

}  // namespace gongdun::probe
