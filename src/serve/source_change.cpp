#include "serve/source_change.h"

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "serve/scan_json.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Result;

namespace {

bool same(const catalog::Source& one, const catalog::Source& other) {
  const auto schedule = [](const catalog::Source& source) {
    return source.schedule ? std::tuple(source.schedule->every, source.schedule->hour, source.schedule->every == "day" ? 0 : source.schedule->day)
                           : std::tuple(std::string(), 0, 0);
  };
  return one.name == other.name && one.kind == other.kind && one.address == other.address && one.organisation == other.organisation &&
         one.sector == other.sector && one.excludes == other.excludes && one.git_history == other.git_history && schedule(one) == schedule(other);
}

}  // namespace

base::Result<catalog::Source> wanted_source(Context& c, const Json& body) {
  catalog::Source source{.id = {},
                         .name = body["name"].get<std::string>(),
                         .kind = body["kind"].get<std::string>(),
                         .address = body["address"].get<std::string>(),
                         .organisation = body.value("organisation", c.node.home())};
  if (source.organisation.empty()) source.organisation = c.node.home();
  if (body.contains("sector") && body["sector"].is_string()) source.sector = body["sector"].get<std::string>();
  const auto& sectors = c.node.tools().packs->sectors;
  if (!source.sector.empty() && std::ranges::none_of(sectors, [&](const pack::Sector& one) { return one.meta.id == source.sector; }))
    return base::fail(Code::invalid_input, "没有这个行业", "no such sector", "/sector");
  if (body.contains("excludes")) source.excludes = body["excludes"].get<std::vector<std::string>>();
  source.git_history = body.value("git_history", false);
  if (body.contains("schedule") && body["schedule"].is_object())
    source.schedule = catalog::Schedule{body["schedule"]["every"].get<std::string>(), body["schedule"]["hour"].get<int>(), body["schedule"].value("day", 1)};
  if (!source.address.starts_with('/') || source.address.find('\0') != std::string::npos)
    return base::fail(Code::invalid_input, "请填写服务器上的完整路径，以 / 开头", "give the whole path on the server, beginning with /", "/address");
  source.address = std::filesystem::path(source.address).lexically_normal().string();
  if (source.address.size() > 1 && source.address.ends_with('/')) source.address.pop_back();
  // The node's own files would tell about themselves.
  if (source.address == c.node.options().data || (c.node.options().data + "/").starts_with(source.address == "/" ? "/" : source.address + "/"))
    source.excludes.push_back(c.node.options().data + "/*");
  auto covered = c.scope(Permission::sources_manage).covers(c.db(), {"territory", source.organisation, 0});
  if (!covered) return std::unexpected(std::move(covered).error());
  if (!*covered) return base::fail(Code::permission, "这个组织不在您的授权范围内", "the organisation is not in your reach", "/organisation");
  return source;
}

Result<SavedSource> save_source(Context& c, const std::string& id, const Json& body, std::string_view seen, bool dry) {
  auto wanted = wanted_source(c, body);
  if (!wanted) return std::unexpected(std::move(wanted).error());
  std::string before;
  if (id.empty()) {
    auto taken = store::text(c.db(), "SELECT id FROM source WHERE address = ? AND org_id = ?", wanted->address, wanted->organisation);
    if (!taken) return std::unexpected(std::move(taken).error());
    if (*taken) return base::fail(Code::conflict, "已有同一路径的数据源", "there is a source of this path already", "/address");
    wanted->created_by = c.caller.name;
  } else {
    auto known = catalog::load_source(c.db(), c.scope(Permission::sources_manage), id);
    if (!known) return std::unexpected(std::move(known).error());
    // What is there already is no change, whichever version was seen: a file that is imported again finds its own.
    if (same(*known, *wanted)) return SavedSource{id, Did::unchanged};
    if (!seen.empty() && seen != std::to_string(known->version))
      return base::fail(Code::conflict, "数据源刚被他人修改，请刷新后重试", "somebody changed this source meanwhile; load it again", known->id);
    auto json = source_json(c.db(), *known);
    if (!json) return std::unexpected(std::move(json).error());
    before = json->dump();
    wanted->id = known->id;
    wanted->created_by = known->created_by;
  }
  SavedSource out{id, id.empty() ? Did::created : Did::changed};
  if (dry) return out;
  auto saved = catalog::save_source(c.db(), *wanted);
  if (!saved) return std::unexpected(std::move(saved).error());
  out.id = std::move(*saved);
  GD_TRY(c.audit(id.empty() ? "source.add" : "source.change", out.id, before, body.dump()));
  return out;
}

}  // namespace gongdun::serve
