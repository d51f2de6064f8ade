// The table of lists. A new list is one entry here; an importable one has a file of its own beside it.
#include <algorithm>

#include "serve/list_kind.h"

namespace gongdun::serve {

namespace {

using enum Show;

const Choices& kind_words() {
  static const Choices all{{"table", {"数据表", "Table"}},     {"series", {"文件系列", "File series"}},
                           {"document", {"文档", "Document"}}, {"config", {"配置", "Configuration"}},
                           {"code", {"代码", "Code"}},         {"media", {"媒体", "Media"}},
                           {"archive", {"压缩包", "Archive"}}, {"binary", {"二进制", "Binary"}}};
  return all;
}

const Choices& job_kind_words() {
  static const Choices all{{"scan", {"扫描", "Scan"}},     {"report", {"生成报告", "Report"}},   {"export", {"导出", "Export"}},
                           {"import", {"导入", "Import"}}, {"regrade", {"重新分级", "Regrade"}}, {"learn", {"按先例更新建议", "Proposals by precedent"}}};
  return all;
}

const Choices& job_state_words() {
  static const Choices all{{"queued", {"排队中", "Queued"}}, {"running", {"进行中", "Running"}},     {"done", {"已完成", "Done"}},
                           {"failed", {"失败", "Failed"}},   {"cancelled", {"已取消", "Cancelled"}}, {"interrupted", {"已中断", "Interrupted"}}};
  return all;
}

const Choices& person_state_words() {
  static const Choices all{{"active", {"正常", "Active"}}, {"locked", {"已锁定", "Locked"}}, {"disabled", {"已停用", "Disabled"}}};
  return all;
}

const Choices& verified_words() {
  static const Choices all{
      {"V", {"官方原文", "Official text"}}, {"S", {"二手来源", "Secondary source"}}, {"M", {"凭记忆", "From memory"}}, {"D", {"设计建议", "Our proposal"}}};
  return all;
}

const Choices& decision_words() {
  static const Choices all{{"decided", {"决定", "Decision"}}, {"confirmed", {"确认备案", "Confirmation"}}, {"withdrawn", {"撤回", "Withdrawal"}}};
  return all;
}

std::vector<ListColumn> asset_columns() {
  return {{"id", {"资产编号", "Asset"}, text, 16},
          {"name", {"名称", "Name"}, text, 32},
          {"location", {"位置", "Location"}, text, 48},
          {"source_name", {"数据源", "Source"}},
          {"kind", {"种类", "Kind"}, word, 12, kind_words},
          {"category", {"类别", "Category"}, text, 28},
          {"sector", {"行业", "Sector"}},
          {"proposed", {"建议级别", "Proposed grade"}, grade, 14},
          {"effective", {"现行级别", "Grade in force"}, grade, 14},
          {"state", {"状态", "State"}, word, 12, asset_state_words},
          {"rows", {"记录数", "Rows"}, number, 12},
          {"bytes", {"字节数", "Bytes"}, number, 14},
          {"persons", {"涉及人数", "Persons"}, number, 12},
          {"carriers", {"载体数", "Carriers"}, number, 10},
          {"personal", {"个人信息", "Personal"}, yes_no, 10},
          {"credentials", {"凭据", "Credentials"}, yes_no, 10},
          {"top_reason", {"主要依据", "Main reason"}, bilingual, 48},
          {"first_seen", {"首次发现", "First seen"}, time},
          {"last_seen", {"最近发现", "Last seen"}, time}};
}

std::vector<ListColumn> only(const std::vector<ListColumn>& all, std::initializer_list<std::string_view> keys) {
  std::vector<ListColumn> out;
  for (const std::string_view key : keys) out.push_back(*std::ranges::find(all, key, &ListColumn::key));
  return out;
}

std::vector<ListKind> data_lists() {
  return {
      {.id = "assets", .title = {"数据资产", "Assets"}, .operation = "listAssets", .columns = asset_columns(), .import = &decision_import()},
      {.id = "important-data",
       .title = {"重要数据和核心数据目录", "Important and core data"},
       .operation = "listAssets",
       .columns = only(asset_columns(), {"id", "name", "effective", "category", "sector", "source_name", "location", "rows", "bytes", "persons", "state",
                                         "top_reason", "last_seen"}),
       .always = {{"grade", "core,important"}}},
      {.id = "personal-inventory",
       .title = {"个人信息清单", "Personal information"},
       .operation = "personalInventory",
       .columns = {{"name", {"信息种类", "Kind"}, bilingual, 24},
                   {"detector", {"识别规则", "Detector"}},
                   {"sensitive", {"敏感个人信息", "Sensitive"}, yes_no, 14},
                   {"basis", {"依据", "Basis"}, text, 48},
                   {"assets", {"资产数", "Assets"}, number, 10},
                   {"columns", {"字段数", "Columns"}, number, 10},
                   {"values", {"数量", "Values"}, number, 12},
                   {"highest", {"最高级别", "Highest grade"}, grade, 14}}},
      {.id = "credentials",
       .title = {"凭据", "Credentials"},
       .operation = "listCredentials",
       .columns = {{"id", {"编号", "Id"}},
                   {"name", {"种类", "Kind"}, bilingual, 24},
                   {"item", {"文件", "Item"}, text, 56},
                   {"place", {"位置", "Place"}, text, 28},
                   {"sample", {"样例（已脱敏）", "Sample (masked)"}, text, 28},
                   {"asset", {"资产编号", "Asset"}}}},
      {.id = "columns",
       .title = {"字段", "Columns"},
       .operation = "assetColumns",
       .columns = {{"id", {"编号", "Id"}},
                   {"item", {"文件", "Item"}, text, 48},
                   {"table", {"表", "Table"}},
                   {"name", {"字段名", "Column"}},
                   {"comment", {"说明", "Comment"}},
                   {"detector_name", {"识别为", "Recognised as"}, bilingual, 22},
                   {"matches", {"命中数", "Matches"}, number, 10},
                   {"distinct", {"不同值", "Distinct"}, number, 10},
                   {"masked", {"已脱敏", "Masked"}, yes_no, 10},
                   {"samples", {"样例（已脱敏）", "Samples (masked)"}, text, 36},
                   {"dismissed/reason", {"不成立的理由", "Dismissed because"}, text, 28}}},
      {.id = "findings",
       .title = {"识别结果", "Findings"},
       .operation = "assetFindings",
       .columns = {{"id", {"编号", "Id"}},
                   {"item", {"文件", "Item"}, text, 48},
                   {"place", {"位置", "Place"}, text, 28},
                   {"detector_name", {"识别为", "Recognised as"}, bilingual, 22},
                   {"sample", {"样例（已脱敏）", "Sample (masked)"}, text, 28},
                   {"context", {"上下文", "Context"}, text, 36},
                   {"dismissed", {"不成立的理由", "Dismissed because"}, text, 28}}},
      {.id = "carriers",
       .title = {"载体", "Carriers"},
       .operation = "assetCarriers",
       .columns = {{"uri", {"位置", "Location"}, text, 64},
                   {"format", {"格式", "Format"}, text, 12},
                   {"encoding", {"编码", "Encoding"}, text, 12},
                   {"bytes", {"字节数", "Bytes"}, number, 14},
                   {"modified", {"修改时间", "Modified"}, time},
                   {"owner", {"所有者", "Owner"}}}},
      {.id = "reviews",
       .title = {"待复核的决定", "Reviews"},
       .operation = "listReviews",
       .columns = {{"id", {"编号", "Id"}},
                   {"asset", {"资产编号", "Asset"}},
                   {"asset_name", {"资产名称", "Asset name"}, text, 32},
                   {"current", {"现行级别", "Grade in force"}, grade, 14},
                   {"grade", {"拟定级别", "Grade wanted"}, grade, 14},
                   {"kind", {"种类", "Kind"}, word, 12, decision_words},
                   {"reason", {"理由", "Reason"}, text, 40},
                   {"by", {"提出人", "By"}},
                   {"at", {"时间", "At"}, time}}},
      {.id = "sources",
       .title = {"数据源", "Sources"},
       .operation = "listSources",
       .columns = {{"id", {"编号", "Id"}},
                   {"name", {"名称", "Name"}, text, 28},
                   {"address", {"路径", "Path"}, text, 56},
                   {"organisation", {"组织编号", "Organisation"}},
                   {"sector", {"行业", "Sector"}},
                   {"excludes", {"不扫描", "Left out"}, text, 32},
                   {"git_history", {"含 Git 历史", "Git history"}, yes_no, 12},
                   {"assets", {"资产数", "Assets"}, number, 10},
                   {"last_scan/finished", {"最近扫描", "Last scan"}, time},
                   {"next_run", {"下次扫描", "Next scan"}, time},
                   {"created", {"建立时间", "Created"}, time},
                   {"created_by", {"建立人", "Created by"}}},
       .import = &source_import()},
      {.id = "scans",
       .title = {"扫描记录", "Scans"},
       .operation = "listScans",
       .columns = {{"id", {"编号", "Id"}, number, 10},
                   {"source_name", {"数据源", "Source"}, text, 28},
                   {"state", {"状态", "State"}, word, 12, job_state_words},
                   {"started", {"开始", "Started"}, time},
                   {"finished", {"结束", "Finished"}, time},
                   {"items", {"文件数", "Items"}, number, 12},
                   {"bytes", {"字节数", "Bytes"}, number, 16},
                   {"unread", {"未能读取", "Unread"}, number, 12},
                   {"assets", {"资产数", "Assets"}, number, 12},
                   {"packs_digest", {"规则摘要", "Rules digest"}, text, 24}}},
      {.id = "unread",
       .title = {"未能读取的文件", "Unread items"},
       .operation = "scanUnread",
       .columns = {{"item", {"文件", "Item"}, text, 64},
                   {"code", {"原因代码", "Code"}},
                   {"message", {"原因", "Reason"}, bilingual, 48},
                   {"where", {"位置", "Where"}, text, 28}}},
      {.id = "reports",
       .title = {"报告", "Reports"},
       .operation = "listReports",
       .columns = {{"id", {"编号", "Id"}},
                   {"title", {"标题", "Title"}, text, 40},
                   {"by", {"生成人", "By"}},
                   {"created", {"生成时间", "Created"}, time},
                   {"assets", {"资产数", "Assets"}, number, 10}}},
  };
}

std::vector<ListKind> node_lists() {
  return {
      {.id = "organisations",
       .title = {"组织", "Organisations"},
       .operation = "listOrganisations",
       .of_data = false,
       .columns = {{"id", {"编号", "Id"}},
                   {"name", {"名称", "Name"}, text, 36},
                   {"credit_code", {"统一社会信用代码", "Credit code"}, text, 22},
                   {"region", {"行政区划", "Region"}, text, 12},
                   {"sector", {"行业", "Sector"}},
                   {"parents", {"上级组织", "Above"}, text, 36},
                   {"assets", {"资产数", "Assets"}, number, 10}},
       .import = &organisation_import()},
      {.id = "people",
       .title = {"人员", "People"},
       .operation = "listPeople",
       .of_data = false,
       .columns = {{"id", {"编号", "Id"}},
                   {"login", {"登录名", "Login"}},
                   {"name", {"姓名", "Name"}},
                   {"state", {"状态", "State"}, word, 12, person_state_words},
                   {"totp", {"二次验证", "Second factor"}, yes_no, 12},
                   {"roles", {"角色", "Roles"}, word, 36, role_words},
                   {"last_login", {"最近登录", "Last log-in"}, time},
                   {"created", {"建立时间", "Created"}, time}},
       .import = &person_import()},
      {.id = "invitations",
       .title = {"邀请", "Invitations"},
       .operation = "listInvitations",
       .of_data = false,
       .columns = {{"id", {"编号", "Id"}}, {"name", {"姓名", "Name"}}, {"created", {"建立时间", "Created"}, time}, {"expires", {"到期", "Expires"}, time}}},
      {.id = "grants",
       .title = {"授权", "Grants"},
       .operation = "listGrants",
       .of_data = false,
       .columns = {{"id", {"编号", "Id"}},
                   {"person", {"人员编号", "Person"}},
                   {"person_name", {"姓名", "Name"}},
                   {"role", {"角色", "Role"}, word, 20, role_words},
                   {"organisation", {"组织编号", "Organisation"}},
                   {"organisation_name", {"组织", "Organisation name"}, text, 32},
                   {"edge", {"层级", "Hierarchy"}, word, 14, edge_words},
                   {"ceiling", {"级别上限", "Highest grade"}, grade, 14},
                   {"from", {"自", "From"}, time},
                   {"to", {"至", "Until"}, time},
                   {"granted_by", {"授权人", "Granted by"}},
                   {"granted_at", {"授权时间", "Granted at"}, time}},
       .import = &grant_import()},
      {.id = "rules",
       .title = {"规则", "Rules"},
       .operation = "listRules",
       .of_data = false,
       .columns = {{"id", {"编号", "Id"}, text, 28},
                   {"kind", {"种类", "Kind"}},
                   {"pack", {"规则包", "Pack"}},
                   {"name", {"名称", "Name"}, bilingual, 32},
                   {"basis", {"依据", "Basis"}, text, 56},
                   {"verified", {"核实程度", "Verified"}, word, 14, verified_words},
                   {"effective_from", {"生效", "Effective from"}},
                   {"effective_to", {"失效", "Effective to"}}}},
      {.id = "audit",
       .title = {"审计日志", "Audit log"},
       .operation = "listAudit",
       .of_data = false,
       .columns = {{"number", {"序号", "Number"}, number, 10},
                   {"at", {"时间", "At"}, text, 22},
                   {"person", {"人员编号", "Person"}},
                   {"login", {"登录名", "Login"}},
                   {"address", {"地址", "Address"}},
                   {"action", {"操作", "Action"}, text, 24},
                   {"object", {"对象", "Object"}, text, 28},
                   {"before", {"之前", "Before"}, text, 40},
                   {"after", {"之后", "After"}, text, 40},
                   {"hash", {"摘要", "Hash"}, text, 66}}},
      {.id = "jobs",
       .title = {"任务", "Jobs"},
       .operation = "listJobs",
       .of_data = false,
       .columns = {{"id", {"编号", "Id"}},
                   {"kind", {"种类", "Kind"}, word, 12, job_kind_words},
                   {"title", {"标题", "Title"}, text, 32},
                   {"state", {"状态", "State"}, word, 12, job_state_words},
                   {"by", {"提出人", "By"}},
                   {"created", {"提出时间", "Created"}, time},
                   {"started", {"开始", "Started"}, time},
                   {"finished", {"结束", "Finished"}, time}}},
  };
}

}  // namespace

const std::vector<ListKind>& list_kinds() {
  static const std::vector<ListKind> all = [] {
    std::vector<ListKind> out = data_lists(), nodes = node_lists();
    for (ListKind& one : nodes) out.push_back(std::move(one));
    return out;
  }();
  return all;
}

const ListKind* find_list(std::string_view id) {
  const auto found = std::ranges::find(list_kinds(), id, &ListKind::id);
  return found == list_kinds().end() ? nullptr : &*found;
}

const std::string& ImportRow::at(std::string_view key) const {
  static const std::string none;
  const auto column = std::ranges::find(kind->columns, key, &ImportColumn::key);
  const auto index = static_cast<std::size_t>(column - kind->columns.begin());
  return index < values.size() ? values[index] : none;
}

}  // namespace gongdun::serve
