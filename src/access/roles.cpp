#include "access/roles.h"

#include <algorithm>
#include <array>

namespace gongdun::access {

namespace {

using enum Permission;

constexpr std::array<std::string_view, kPermissions> kNames{"node.manage",      "people.manage",      "grants.manage",     "audit.read",     "assets.read",
                                                            "assets.decide",    "assets.review",      "assets.confirm",    "sources.manage", "scans.run",
                                                            "reports.make",     "packs.read",         "packs.manage",      "exports.make",   "assessments.see",
                                                            "assessments.read", "assessments.answer", "assessments.review"};

Permissions of(std::initializer_list<Permission> list) {
  Permissions out;
  for (const Permission one : list) out.set(static_cast<std::size_t>(one));
  return out;
}

const std::vector<Role>& table() {
  static const std::vector<Role> all{
      {"system_administrator", {"系统管理员", "System administrator"}, of({node_manage, people_manage}), {"security_administrator", "auditor"}},
      {"security_administrator", {"安全管理员", "Security administrator"}, of({grants_manage, packs_read, packs_manage}), {"system_administrator", "auditor"}},
      {"auditor", {"审计员", "Auditor"}, of({audit_read}), {"system_administrator", "security_administrator"}},
      {"data_security_officer",
       {"数据安全负责人", "Data security officer"},
       of({assets_read, assets_decide, assets_review, sources_manage, scans_run, reports_make, packs_read, exports_make, assessments_see, assessments_read,
           assessments_answer}),
       {}},
      {"asset_owner", {"数据责任人", "Asset owner"}, of({assets_read, assets_decide, packs_read, assessments_see, assessments_read}), {}},
      {"diagnostician",
       {"诊断人员", "Diagnostician"},
       of({assets_read, sources_manage, scans_run, reports_make, packs_read, assessments_see, assessments_read, assessments_answer}),
       {}},
      {"reviewer", {"复核人", "Reviewer"}, of({assets_read, assets_review, packs_read, assessments_see, assessments_read, assessments_review}), {}},
      {"regulator", {"监管人员", "Regulator"}, of({assets_read, assets_confirm, reports_make, packs_read, exports_make, assessments_see}), {}},
      {"analyst", {"分析人员", "Analyst"}, of({assets_read, packs_read, exports_make, reports_make, assessments_see}), {}},
      {"reader", {"只读人员", "Reader"}, of({assets_read, packs_read, assessments_see}), {}},
  };
  return all;
}

}  // namespace

std::string_view permission_name(Permission permission) {
  return kNames[static_cast<std::size_t>(permission)];
}

std::optional<Permission> parse_permission(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Permission>(found - kNames.begin());
}

std::vector<std::string_view> names_of(const Permissions& permissions) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < kPermissions; ++i)
    if (permissions.test(i)) out.push_back(kNames[i]);
  return out;
}

std::span<const Role> roles() {
  return table();
}

const Role* find_role(std::string_view id) {
  const auto found = std::ranges::find(table(), id, &Role::id);
  return found == table().end() ? nullptr : &*found;
}

}  // namespace gongdun::access
