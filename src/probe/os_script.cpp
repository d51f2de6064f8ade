#include "probe/os_facts.h"

namespace gongdun::probe {

namespace {

// ash, dash and bash understand it. Every section is cut, so that no file on the other side floods this one.
constexpr std::string_view kScript = R"sh(
PATH=/usr/sbin:/usr/bin:/sbin:/bin; LC_ALL=C; export PATH LC_ALL
cut_() { head -c 60000; echo; }
have() { [ -z "$R" ] && command -v "$1" >/dev/null 2>&1; }
echo '@@now'; date +%s
echo '@@release'; cat "$R/etc/os-release" 2>/dev/null | grep -E '^(ID|VERSION_ID|PRETTY_NAME)=' | cut_
[ -r "$R/etc/passwd" ] && { echo '@@passwd'; cut -d: -f1,3,7 "$R/etc/passwd" | cut_; }
[ -r "$R/etc/shadow" ] && { echo '@@shadow'; awk -F: '{ k = "other"
  if ($2 == "") k = "empty"; else if ($2 ~ /^[!*]/) k = "locked"; else if ($2 ~ /^\$(y|gy|7|5|6|2[aby]|sm3)\$/) k = "strong"
  else if ($2 ~ /^\$1\$/ || $2 !~ /^\$/) k = "weak"
  print $1 ":" k ":" $3 ":" $5 ":" $8 }' "$R/etc/shadow" | cut_; }
[ -r "$R/etc/login.defs" ] && { echo '@@login_defs'; grep -E '^[[:space:]]*(PASS_MAX_DAYS|PASS_MIN_DAYS|PASS_MIN_LEN|PASS_WARN_AGE|ENCRYPT_METHOD)' "$R/etc/login.defs" | cut_; }
[ -r "$R/etc/security/pwquality.conf" ] && { echo '@@pwquality'; grep -hE '^[[:space:]]*(minlen|minclass)' "$R/etc/security/pwquality.conf" | cut_; }
[ -d "$R/etc/pam.d" ] && { echo '@@pam'; cat "$R/etc/pam.d/common-password" "$R/etc/pam.d/common-auth" "$R/etc/pam.d/system-auth" "$R/etc/pam.d/password-auth" 2>/dev/null | grep -E '^[^#]*pam_(pwquality|cracklib|passwdqc|faillock|tally2|unix)' | cut_; }
[ -r "$R/etc/ssh/sshd_config" ] && { echo '@@sshd'; cat "$R"/etc/ssh/sshd_config.d/*.conf "$R/etc/ssh/sshd_config" 2>/dev/null | grep -iE '^[[:space:]]*(PermitRootLogin|PasswordAuthentication|PermitEmptyPasswords|Port)' | cut_; }
[ -r "$R/etc/logrotate.conf" ] && { echo '@@logrotate'; cat "$R/etc/logrotate.conf" 2>/dev/null | grep -E '^[[:space:]]*(daily|weekly|monthly|yearly|rotate|maxage)' | cut_; }
for f in rsyslog syslog; do [ -r "$R/etc/logrotate.d/$f" ] && { echo '@@logrotate_syslog'; grep -E '^[[:space:]]*(daily|weekly|monthly|yearly|rotate|maxage)' "$R/etc/logrotate.d/$f" | cut_; break; }; done
{ [ -r "$R/etc/systemd/journald.conf" ] || [ -d "$R/etc/systemd/journald.conf.d" ]; } && { echo '@@journald'; cat "$R/etc/systemd/journald.conf" "$R"/etc/systemd/journald.conf.d/*.conf 2>/dev/null | grep -E '^[[:space:]]*(Storage|MaxRetentionSec|SystemMaxUse)' | cut_; }
[ -d "$R/var/log/journal" ] && { echo '@@journal_kept'; echo yes; }
[ -r "$R/proc/net/tcp" ] && { echo '@@listen'; cat "$R/proc/net/tcp" "$R/proc/net/tcp6" 2>/dev/null | awk '$4 == "0A" { print $2 }' | sort -u | cut_; }
[ -d "$R/etc/systemd/system" ] && { echo '@@units'; ls "$R"/etc/systemd/system/*.wants 2>/dev/null | grep -E '\.(service|timer)$' | sort -u | cut_; }
[ -e "$R/run/systemd/timesync/synchronized" ] && { echo '@@synchronized'; echo yes; }
[ -r "$R/etc/ufw/ufw.conf" ] && { echo '@@ufw'; grep -E '^ENABLED=' "$R/etc/ufw/ufw.conf" | cut_; }
have nft && r=$(nft list ruleset 2>/dev/null) && { echo '@@nft'; printf '%s\n' "$r" | grep -cE '(drop|reject)'; }
[ -r "$R/var/lib/dpkg/status" ] && { echo '@@packages'; stat -c %Y "$R/var/lib/dpkg/status"; }
[ -d "$R/var/lib/rpm" ] && { echo '@@packages'; stat -c %Y "$R"/var/lib/rpm/* 2>/dev/null | sort -n | tail -n 1; }
have apt-get && have timeout && u=$(timeout 40 apt-get -s -o Debug::NoLocking=true upgrade 2>/dev/null) && { echo '@@upgrades'; printf '%s\n' "$u" | awk '/^Inst / { n++; if (/[Ss]ecurity/) s++ } END { print n + 0, s + 0 }'; }
[ -r "$R/proc/mounts" ] && { echo '@@crypt'; [ -s "$R/etc/crypttab" ] && grep -cvE '^[[:space:]]*(#|$)' "$R/etc/crypttab"; have lsblk && lsblk -rno TYPE 2>/dev/null | grep -c '^crypt'; }
have lastlog && [ -s /var/log/lastlog ] && { echo '@@stale'; lastlog -b 90 2>/dev/null | awk 'NR > 1 { print $1 }' | cut_; }
echo '@@end'
)sh";

}  // namespace

std::string os_script(std::string_view root) {
  std::string quoted = "'";
  for (const char c : root)
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  return "R=" + quoted + "'" + std::string(kScript);
}

}  // namespace gongdun::probe
