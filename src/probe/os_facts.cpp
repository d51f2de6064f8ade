#include "probe/os_facts.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "base/split.h"
#include "base/utf8.h"

namespace gongdun::probe {

namespace {

using Lines = std::vector<std::string>;
using Sections = std::map<std::string, Lines>;

Sections sections_of(std::string_view output) {
  Sections out;
  Lines* at = nullptr;
  for (std::string& line : base::split(output, '\n')) {
    std::ranges::replace(line, '\t', ' ');
    if (line.starts_with("@@"))
      at = &out[line.substr(2)];
    else if (at != nullptr && !base::trim(line).empty())
      at->emplace_back(base::trim(line));
  }
  return out;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  text = base::trim(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// Empty fields stay.
Lines fields_of(const std::string& line, char sign) {
  Lines out(1);
  for (const char c : line)
    if (c == sign)
      out.emplace_back();
    else
      out.back() += c;
  return out;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// "NAME value" or "NAME = value", lower case; the first that stands there or the last.
std::optional<std::string> setting(const Lines& lines, const std::string& name, bool first) {
  std::optional<std::string> out;
  for (const std::string& line : lines) {
    std::string text = lower(line);
    std::ranges::replace(text, '=', ' ');
    std::ranges::replace(text, '\t', ' ');
    const Lines words = base::split(text, ' ');
    if (words.size() < 2 || words[0] != name) continue;
    out = words[1];
    if (first) return out;
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view output, const pack::ProbeBook& book) : sections_(sections_of(output)), book_(book) {}

  OsRead run() {
    if (!sections_.contains("end")) return {};  // cut off: nothing of it is sure
    accounts();
    password_rules();
    ssh();
    logs();
    updates();
    protection();
    services();
    return std::move(out_);
  }

 private:
  const Lines* section(const std::string& name) const {
    const auto found = sections_.find(name);
    return found == sections_.end() ? nullptr : &found->second;
  }
  void number(const char* fact, std::optional<double> value) {
    if (value) out_.facts.number(fact, *value);
  }

  void accounts() {
    if (const Lines* all = section("passwd"))
      number("os_other_roots", std::ranges::count_if(*all, [](const std::string& line) {
               const Lines one = fields_of(line, ':');
               return one.size() >= 2 && one[1] == "0" && one[0] != "root";
             }));
    const Lines* shadow = section("shadow");
    if (shadow == nullptr) return;
    std::set<std::string> usable;
    double empty = 0, weak = 0;
    for (const std::string& line : *shadow) {
      const Lines one = fields_of(line, ':');
      if (one.size() < 2) continue;
      empty += one[1] == "empty" ? 1 : 0;
      weak += one[1] == "weak" ? 1 : 0;
      if (one[1] != "locked") usable.insert(one[0]);
    }
    number("os_empty_passwords", empty);
    number("os_weak_hashes", weak);
    if (const Lines* stale = section("stale"))
      number("os_stale_accounts", std::ranges::count_if(*stale, [&](const std::string& name) { return usable.contains(name); }));
  }

  void password_rules() {
    const Lines* pam = section("pam");
    const auto has = [&](std::string_view module) {
      return std::ranges::any_of(*pam, [&](const std::string& line) { return line.find(module) != std::string::npos; });
    };
    const bool quality = pam != nullptr && (has("pam_pwquality") || has("pam_cracklib") || has("pam_passwdqc"));
    if (pam != nullptr) {
      out_.facts.flag("os_password_quality", quality);
      out_.facts.flag("os_lockout", has("pam_faillock") || has("pam_tally2"));
    }
    std::optional<double> length;
    const auto longer = [&](const std::optional<std::string>& text) {
      const auto value = text ? number_of(*text) : std::nullopt;
      if (value && (!length || *value > *length)) length = value;
    };
    if (const Lines* lines = section("pwquality"); lines != nullptr && quality) longer(setting(*lines, "minlen", false));
    if (pam != nullptr)
      for (const std::string& line : *pam)
        for (const std::string& word : base::split(line, ' '))
          if (word.starts_with("minlen=")) longer(word.substr(7));
    // login.defs counts only where PAM does not check; six is what pam_unix asks for by itself.
    if (const Lines* defs = section("login_defs")) {
      if (!quality && pam == nullptr) longer(setting(*defs, "pass_min_len", false));
      if (const auto days = setting(*defs, "pass_max_days", false)) number("os_password_days", number_of(*days));
    }
    if (!length && pam != nullptr) length = quality ? 8 : 6;
    number("os_password_length", length);
  }

  void ssh() {
    const Lines* lines = section("sshd");
    if (lines == nullptr) return;
    // The first value counts; what OpenSSH does where nothing is said.
    const std::string root = setting(*lines, "permitrootlogin", true).value_or("prohibit-password");
    const std::string passwords = setting(*lines, "passwordauthentication", true).value_or("yes");
    out_.facts.flag("os_root_by_password", root == "yes" && passwords == "yes");
  }

  static std::optional<double> rotation(const Lines* lines, const Lines* fallback) {
    std::optional<double> count, age;
    double period = 0;
    for (const Lines* part : {fallback, lines}) {
      if (part == nullptr) continue;
      for (const std::string& line : *part) {
        const Lines words = base::split(line, ' ');
        period = words[0] == "daily" ? 1 : words[0] == "weekly" ? 7 : words[0] == "monthly" ? 30 : words[0] == "yearly" ? 365 : period;
        if (words[0] == "rotate" && words.size() > 1) count = number_of(words[1]);
        if (words[0] == "maxage" && words.size() > 1) age = number_of(words[1]);
      }
    }
    if (!count || period == 0) return age;
    const double days = *count * period;
    return age ? std::min(*age, days) : days;
  }

  void logs() {
    std::optional<double> days;
    const Lines* syslog = section("logrotate_syslog");
    if (syslog != nullptr) days = rotation(syslog, section("logrotate"));
    if (const Lines* journal = section("journald"); journal != nullptr && section("journal_kept") != nullptr)
      if (const auto kept = setting(*journal, "maxretentionsec", false)) {
        const std::size_t digits = kept->find_first_not_of("0123456789");
        const std::string unit = digits == std::string::npos ? "" : kept->substr(digits);
        const auto value = number_of(kept->substr(0, digits));
        const double per = unit.starts_with("year") || unit == "y"   ? 365
                           : unit.starts_with("month")               ? 30
                           : unit.starts_with("week") || unit == "w" ? 7
                           : unit.starts_with("day") || unit == "d"  ? 1
                           : unit.starts_with("h")                   ? 1.0 / 24
                                                                     : 1.0 / 86'400;
        if (value && *value > 0 && (!days || *value * per > *days)) days = *value * per;
      }
    if (days) number("os_log_days", static_cast<double>(static_cast<long>(*days)));
  }

  void updates() {
    const auto first = [&](const char* name) -> std::optional<double> {
      const Lines* lines = section(name);
      return lines == nullptr || lines->empty() ? std::nullopt : number_of(lines->front());
    };
    const auto now = first("now"), changed = first("packages");
    if (now && changed && *now >= *changed) number("os_patch_age", static_cast<double>(static_cast<long>((*now - *changed) / 86'400)));
    if (const Lines* lines = section("upgrades"); lines != nullptr && !lines->empty()) {
      const Lines words = base::split(lines->front(), ' ');
      if (words.size() == 2) {
        number("os_pending", number_of(words[0]));
        number("os_pending_security", number_of(words[1]));
      }
    }
  }

  void protection() {
    const Lines* units = section("units");
    const auto enabled = [&](std::initializer_list<std::string_view> names) {
      return units != nullptr && std::ranges::any_of(*units, [&](const std::string& unit) {
               return std::ranges::any_of(names, [&](std::string_view name) { return unit.starts_with(name); });
             });
    };
    if (units != nullptr || section("synchronized") != nullptr)
      out_.facts.flag("os_time_sync", section("synchronized") != nullptr || enabled({"chrony", "ntp", "ntpsec", "systemd-timesyncd", "openntpd"}));
    const Lines* ufw = section("ufw");
    const Lines* nft = section("nft");
    const bool filters = nft != nullptr && !nft->empty() && number_of(nft->front()).value_or(0) > 0;
    const bool ufw_on = ufw != nullptr && std::ranges::find(*ufw, "ENABLED=yes") != ufw->end();
    if (units != nullptr || nft != nullptr || ufw != nullptr)
      out_.facts.flag("os_firewall", filters || ufw_on || enabled({"firewalld", "nftables", "iptables", "netfilter-persistent"}));
    if (const Lines* crypt = section("crypt"))
      out_.facts.flag("os_disk_encrypted", std::ranges::any_of(*crypt, [](const std::string& line) { return number_of(line).value_or(0) > 0; }));
  }

  // "0100007F:1538": an address in the byte order of the machine, and the port; loopback reaches nobody.
  void services() {
    const Lines* lines = section("listen");
    if (lines == nullptr) return;
    std::set<unsigned> ports;
    for (const std::string& line : *lines) {
      const std::size_t colon = line.rfind(':');
      unsigned port = 0;
      if (colon == std::string::npos || std::from_chars(line.data() + colon + 1, line.data() + line.size(), port, 16).ec != std::errc()) continue;
      const std::string address = line.substr(0, colon);
      if ((address.size() == 8 && address.ends_with("7F")) || address == "00000000000000000000000001000000") continue;
      ports.insert(port);
    }
    double clear = 0, remote = 0;
    for (const pack::ServiceRule& one : book_.services)
      for (const std::uint16_t port : one.ports) {
        if (!ports.contains(port)) continue;
        clear += one.clear_text ? 1 : 0;
        remote += one.remote_access ? 1 : 0;
        out_.services.push_back(one.named.id + ":" + std::to_string(port));
      }
    number("os_clear_services", clear);
    number("os_remote_services", remote);
  }

  Sections sections_;
  const pack::ProbeBook& book_;
  OsRead out_;
};

}  // namespace

OsRead os_facts(std::string_view output, const pack::ProbeBook& book) {
  return Reader(output, book).run();
}

}  // namespace gongdun::probe
