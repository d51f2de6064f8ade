// Roles and what they may. Three administrators stand apart (三员: 系统管理员, 安全管理员, 审计员; GB/T 22239-2019 8.1.5 names the three kinds of
// management): who keeps the node running cannot give rights, who gives rights cannot read the log of it, and nobody holds two of the three.
#pragma once
#include <bitset>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/bilingual.h"

namespace gongdun::access {

enum class Permission {
  node_manage,
  people_manage,
  grants_manage,
  audit_read,
  assets_read,
  assets_decide,
  assets_review,
  assets_confirm,
  sources_manage,
  scans_run,
  reports_make,
  packs_read,
  packs_manage,
  exports_make,
  assessments_see,     // where assessments stand: scores, classes of findings
  assessments_read,    // what was answered, and the evidence
  assessments_answer,  // begin them, answer, take in what others answered
  assessments_review,  // settle disagreements, approve
};
inline constexpr std::size_t kPermissions = 18;
using Permissions = std::bitset<kPermissions>;

std::string_view permission_name(Permission permission);  // "assets.read"
std::optional<Permission> parse_permission(std::string_view name);
std::vector<std::string_view> names_of(const Permissions& permissions);

struct Role {
  std::string_view id;
  base::Bilingual name;
  Permissions may;
  std::vector<std::string_view> excludes;  // roles the same person may not hold beside it
};
std::span<const Role> roles();
const Role* find_role(std::string_view id);

}  // namespace gongdun::access
