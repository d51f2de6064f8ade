#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "base/utf8.h"
#include "pack/conditions.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

constexpr std::array<std::string_view, 7> kIdc6{"研发数据域", "生产数据域", "运维数据域", "管理数据域", "外部数据域", "平台运营数据域", "企业管理数据域"};
constexpr std::array<std::string_view, 5> kM166{"研发数据", "生产运行数据", "管理数据", "运维数据", "业务服务数据"};
constexpr std::array<std::string_view, 4> kDescribes{"用户数据", "业务数据", "经营管理数据", "系统运维数据"};
constexpr std::array<std::string_view, 3> kSubjects{"公共数据", "组织数据", "个人信息"};
constexpr std::array<std::string_view, 6> kCandidates{"core", "important", "general-1", "general-2", "general-3", "general-4"};

template <std::size_t N>
std::string chosen(Fields& fields, std::string_view key, const std::array<std::string_view, N>& allowed, Need need) {
  const int index = fields.choice(key, allowed, need);
  return index < 0 ? std::string() : std::string(allowed[static_cast<std::size_t>(index)]);
}

std::string category_path(Fields& fields, std::string_view key) {
  std::string path = fields.text(key, Need::required);
  const bool bad = !path.empty() && (path.front() == '/' || path.back() == '/' || path.contains("//") || path.contains(' '));
  if (bad)
    fields.problem(fields.line_of(key), key, "类别路径应写作“研发数据/设计图纸”，不含空格", "write a category path as 研发数据/设计图纸, without spaces");
  return path;
}

}  // namespace

Category parse_category(Fields& fields, const std::string& pack) {
  Category category;
  category.meta = fields.meta(pack);
  category.path = category_path(fields, "path");
  category.path_name = fields.bilingual("path_name", Need::required);
  category.terms = fields.terms("terms");
  category.detectors = fields.texts("detectors");
  category.formats = fields.texts("formats");
  category.idc6 = chosen(fields, "idc6", kIdc6, Need::optional);
  category.m166 = chosen(fields, "m166", kM166, Need::optional);
  category.describes = chosen(fields, "describes", kDescribes, Need::optional);
  category.subject = chosen(fields, "subject", kSubjects, Need::optional);
  return category;
}

DataObject parse_object(Fields& fields, const std::string& pack) {
  DataObject object;
  object.meta = fields.meta(pack);
  object.category = category_path(fields, "category");
  const std::string candidate = chosen(fields, "candidate", kCandidates, Need::required);
  const std::size_t dash = candidate.find('-');
  object.candidate_class = candidate.substr(0, dash);
  if (dash != std::string::npos) object.candidate_level = candidate[dash + 1] - '0';
  object.annex_g = fields.text("annex_g");
  const bool factor = object.annex_g.size() == 3 && object.annex_g.starts_with("G-") && object.annex_g[2] >= 'a' && object.annex_g[2] <= 'r';
  if (!object.annex_g.empty() && !factor) {
    fields.problem(fields.line_of("annex_g"), "annex_g", "附录 G 因素应写作 G-a 至 G-r", "write the Annex G factor as G-a … G-r");
  }
  object.terms = fields.terms("terms");
  object.detectors = fields.texts("detectors");
  object.formats = fields.texts("formats");
  object.min_score = fields.number("min_score", object.min_score, 0.1, 100);
  object.impact_object =
      chosen(fields, "impact_object",
             std::to_array<std::string_view>({"national_security", "economy", "social_order", "public_interest", "organization", "person"}), Need::optional);
  object.impact_degree = chosen(fields, "impact_degree", std::to_array<std::string_view>({"extreme", "serious", "general"}), Need::optional);
  object.raises = fields.texts("raises");
  object.lowers = fields.texts("lowers");
  if (object.impact_object.empty() != object.impact_degree.empty()) {
    fields.problem(fields.line(), "impact_degree", "impact_object 与 impact_degree 须同时给出", "impact_object and impact_degree belong together");
  }
  if (object.terms.empty() && object.detectors.empty() && object.formats.empty()) {
    fields.problem(fields.line(), "terms", "数据对象需要 terms、detectors 或 formats 之一，否则永远不会命中",
                   "a data object needs terms, detectors or formats, or it can never be found");
  }
  return object;
}

Sector parse_sector(Fields& fields, const std::string& pack) {
  Sector sector;
  sector.meta = fields.meta(pack);
  sector.terms = fields.terms("terms", Need::required);
  for (Term& term : fields.terms("header_terms")) {
    term.header_only = true;
    sector.terms.push_back(std::move(term));
  }
  sector.anti_terms = fields.terms("anti_terms");
  sector.formats = fields.texts("formats");
  sector.detectors = fields.texts("detectors");
  sector.min_score = fields.number("min_score", sector.min_score, 0.1, 1000);
  sector.min_lead = fields.number("min_lead", sector.min_lead, 1, 100);
  const Node* objects = fields.take("objects");
  if (!objects) return sector;
  if (objects->kind != Node::Kind::list) fields.problem(objects->line, "objects", "此处应为列表", "a list is expected here");
  for (std::size_t i = 0; i < objects->items.size(); ++i) {
    const Node& node = objects->items[i];
    Fields object(node, fields.path_of(fmt::format("objects[{}]", entry_label(node, i))), fields.problems());
    sector.objects.push_back(parse_object(object, pack));
    object.finish();
  }
  return sector;
}

DocumentKind parse_document_kind(Fields& fields, const std::string& pack) {
  DocumentKind kind;
  kind.meta = fields.meta(pack);
  kind.category = category_path(fields, "category");
  kind.terms = fields.terms("terms", Need::required);
  kind.min_score = fields.number("min_score", kind.min_score, 0.1, 100);
  return kind;
}

}  // namespace gongdun::pack
