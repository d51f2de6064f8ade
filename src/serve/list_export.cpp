#include "serve/list_export.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "crypto/sm3.h"
#include "report/document.h"
#include "report/list_workbook.h"

namespace gongdun::serve {

using base::Lang;

namespace {

std::vector<std::string> titles(Lang lang) {
  if (lang == Lang::zh)
    return {"资产编号", "名称",   "位置",     "数据源", "类别",     "行业", "建议级别", "现行级别", "状态",
            "记录数",   "字节数", "涉及人数", "载体数", "个人信息", "凭据", "主要依据", "首次发现", "最近发现"};
  return {"Asset", "Name",  "Location", "Source",   "Category", "Sector",      "Proposed grade", "Grade in force", "State",
          "Rows",  "Bytes", "Persons",  "Carriers", "Personal", "Credentials", "Main reason",    "First seen",     "Last seen"};
}

std::string state_word(const std::string& state, Lang lang) {
  if (lang == Lang::en) return state;
  return state == "pending" ? "待确认" : state == "decided" ? "已决定" : state == "confirmed" ? "已备案确认" : state == "disputed" ? "有异议" : "待复核";
}

std::vector<std::string> cells(const catalog::ListedAsset& row, Lang lang) {
  const auto yes = [&](bool value) { return std::string(!value ? "" : lang == Lang::zh ? "是" : "yes"); };
  return {row.id,
          row.name,
          row.location,
          row.source_name,
          row.category,
          row.sector,
          grade::grade_title(row.proposed, lang),
          grade::grade_title(grade::grade_of_rank(row.rank), lang),
          state_word(row.state, lang),
          std::to_string(row.rows),
          std::to_string(row.bytes),
          std::to_string(row.persons),
          std::to_string(row.carriers),
          yes(row.personal),
          yes(row.credentials),
          row.headline ? row.headline->in(lang) : "",
          base::local_minute(row.first_seen),
          base::local_minute(row.last_seen)};
}

}  // namespace

Answer export_asset_list(Context& c, const access::Scope& scope, const catalog::ListingFilter& filter, bool csv, Lang lang) {
  auto total = catalog::count_assets(c.db(), scope, filter);
  if (!total) return std::unexpected(std::move(total).error());
  const std::string mark = lang == Lang::zh
                               ? fmt::format("由 {}（{}）于 {} 导出，共 {} 项", c.caller.name, c.caller.login, base::local_minute(base::now_us()), *total)
                               : fmt::format("Exported by {} ({}) at {}; {} assets", c.caller.name, c.caller.login, base::local_minute(base::now_us()), *total);
  const std::string path = (std::filesystem::path(c.node.options().data) / ("export-" + crypto::random_hex(8))).string();
  auto workbook = report::ListWorkbook::open(path, csv, lang == Lang::zh ? "数据资产" : "Assets", mark, titles(lang));
  if (!workbook) return std::unexpected(std::move(workbook).error());
  base::Status written;
  auto status = catalog::each_listed(c.db(), scope, filter, [&](const catalog::ListedAsset& row) {
    if (written) written = (*workbook)->add(cells(row, lang));
  });
  if (written) written = (*workbook)->close();
  std::ifstream file(path, std::ios::binary);
  net::Response response;
  // Opened once and unlinked at once: the bytes stay readable through the descriptor and are gone with it.
  response.produce = [stream = std::make_shared<std::ifstream>(std::move(file))](std::string& piece) {
    piece.resize(1 << 16);
    stream->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(stream->gcount()));
    return stream->good();
  };
  ::unlink(path.c_str());
  if (!status) return std::unexpected(std::move(status).error());
  if (!written) return std::unexpected(std::move(written).error());
  response.set("Content-Type", csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  response.set("Content-Disposition", csv ? "attachment; filename=\"assets.csv\"" : "attachment; filename=\"assets.xlsx\"").set("Cache-Control", "no-store");
  response.set("X-Row-Count", std::to_string(*total));
  return response;
}

}  // namespace gongdun::serve
