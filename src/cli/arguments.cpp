#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <array>
#include <functional>
#include <iostream>

namespace gongdun::cli {

namespace {

constexpr int kUsageExit = 2;

struct Parser {
  CLI::App app{"工盾 Gongdun — 工业数据安全：识别、分类分级、报告 / industrial data security: find, classify, grade, report", "gongdun"};
  Common common;
  std::string lang = "zh";
  ScanOptions scan;
  CatalogListOptions list;
  CatalogShowOptions show;
  CatalogDecideOptions decide, confirm, withdraw;
  CatalogExportOptions exporting;
  ReportOptions report;
  RegradeOptions regrade;
  ExplainOptions explain;
  DismissOptions dismiss, restore;
  PackOptions pack_check, pack_plans, pack_validators;
  PackTryOptions pack_try;
  ServeOptions serve;
  AuditOptions audit;
  ResetPasswordOptions reset;
  BackupOptions backup, bring_back;
  PackFileOptions pack_key, pack_sign, pack_verify, pack_difference;
  DutiesOptions duties;
  std::array<std::pair<CLI::App*, DiagnoseOptions>, DiagnoseOptions::kWhats> diagnose;
  CLI::App* chosen = nullptr;

  void add_common(CLI::App* sub, bool with_packs) {
    sub->add_option("--lang", lang, "语言 / language: zh, en")->check(CLI::IsMember({"zh", "en"}));
    sub->add_option("--store", common.store, "存储库 / store: sqlite:PATH, postgres://…");
    if (with_packs) sub->add_option("--packs", common.packs, "规则包目录 / folder of rule packs");
  }

  CLI::App* command(CLI::App& parent, const std::string& name, const std::string& about, bool with_packs = false) {
    CLI::App* sub = parent.add_subcommand(name, about);
    add_common(sub, with_packs);
    return sub;
  }

  CLI::App *scan_app, *list_app, *show_app, *decide_app, *confirm_app, *withdraw_app, *export_app, *report_app, *regrade_app, *explain_app, *dismiss_app,
      *restore_app, *check_app, *plans_app, *validators_app, *serve_app, *audit_app, *reset_app, *backup_app, *bring_back_app, *key_app, *sign_app, *verify_app,
      *difference_app, *try_app, *duties_app;

  Parser();
  void scan_options();
  void catalog_options(CLI::App& catalog);
  void node_options();
  void backup_options();
  void pack_file_options(CLI::App& pack);
  void diagnose_options();
  using AddDiagnosis = std::function<std::pair<CLI::App*, DiagnoseOptions*>(DiagnoseOptions::What what, const char* name, const char* about, bool with_packs)>;
  static void assess_options(const AddDiagnosis& add);
  void duties_options();
  Command result();
};

void Parser::scan_options() {
  scan_app = command(app, "scan", "扫描文件夹或文件，生成分级数据清单 / scan folders or files into a graded catalog", true);
  scan_app->add_option("paths", scan.paths, "文件夹或文件 / folders or files")->required();
  scan_app->add_option("--sector", scan.sector, "行业 / sector: auto, S-01 … S-09");
  scan_app->add_option("--report", scan.report, "报告目录，写出 HTML、PDF、DOCX、XLSX / folder for the report in four formats");
  scan_app->add_option("--format", scan.format, "输出 / output: human, json, jsonl")->check(CLI::IsMember({"human", "json", "jsonl"}));
  scan_app->add_option("--exclude", scan.excludes, "排除的路径模式，可多次 / shell pattern to leave out, may be repeated");
  scan_app->add_flag(
      "--git-history", scan.git_history,
      "也读取其中 Git 版本库的历史（已删除的文件、其他分支、标签、储藏）/ read the history of Git repositories too: deleted files, branches, tags, stashes");
  scan_app->add_flag("--ocr", scan.ocr, "识别图像与扫描件中的文字（慢，需安装 tesseract）/ recognise text in pictures and scans (slow, needs tesseract)");
  scan_app->add_option("--threads", scan.threads, "线程数，0 为每核一个 / threads, 0: one per core")->check(CLI::Range(0, 256));
}

void Parser::catalog_options(CLI::App& catalog) {
  const auto formats = CLI::IsMember({"human", "json", "csv"});
  list_app = command(catalog, "list", "列出数据资产 / list the assets");
  list_app->add_option("--format", list.format, "human, json, csv")->check(formats);
  list_app->add_option("--grade", list.grade, "至少此级别 / at least: general, important, core")->check(CLI::IsMember({"general", "important", "core"}));
  list_app->add_option("--sector", list.sector, "行业 / sector id");
  list_app->add_option("--category", list.category, "类别开头 / category prefix");
  list_app->add_option("--text", list.text, "名称、位置或类别中的文字 / text in name, place or category");
  list_app->add_flag("--all", list.all, "包括已消失的 / vanished ones too");
  show_app = command(catalog, "show", "显示一项资产、其证据与决定 / one asset with evidence and decisions");
  show_app->add_option("id", show.id, "资产编号 / asset id")->required();
  show_app->add_option("--format", show.format, "human, json")->check(CLI::IsMember({"human", "json"}));
  using What = CatalogDecideOptions::What;
  decide_app = command(catalog, "set-grade", "记录本单位决定的级别 / record the organisation's decision", true);
  confirm_app = command(catalog, "confirm", "记录主管部门确认的级别 / record the officially confirmed grade", true);
  withdraw_app = command(catalog, "withdraw", "撤回本单位的定级决定 / take the organisation's decision back", true);
  for (auto [sub, options, what] :
       {std::tuple(decide_app, &decide, What::decide), {confirm_app, &confirm, What::confirm}, {withdraw_app, &withdraw, What::withdraw}}) {
    options->what = what;
    sub->add_option("id", options->id, "资产编号 / asset id")->required();
    sub->add_option("--reason", options->reason, "理由 / reason")->required();
    sub->add_option("--by", options->by, "决定人 / name of the person")->required();
    if (what == What::withdraw) continue;
    auto* grade = sub->add_option("grade", options->grade, "core, important, general-1 … general-4");
    if (what == What::decide) grade->required();
    sub->add_flag("--alone", options->alone, "只用于此项，不作同类资产的先例 / no precedent for alike assets");
  }
  export_app = command(catalog, "export", "导出数据资源清单 / export the catalog", true);
  export_app->add_option("--format", exporting.format, "xlsx, csv, json")->check(CLI::IsMember({"xlsx", "csv", "json"}));
  export_app->add_option("--output,-o", exporting.output, "文件，- 为标准输出 / file, - for standard output")->required();
  report_app = command(catalog, "report", "为最近一次扫描重新写出报告 / write the report of the last scan again", true);
  report_app->add_option("--output,-o", report.output, "目录 / folder")->required();
  regrade_app = command(catalog, "regrade", "用当前规则包重新定级，不读数据 / grade again with the present packs, reading no data", true);
  regrade_app->add_flag("--dry-run", regrade.dry_run, "只显示差异 / show the difference only");
  regrade_app->add_option("--format", regrade.format, "human, json")->check(CLI::IsMember({"human", "json"}));
}

void Parser::node_options() {
  serve_app = command(app, "serve", "启动节点：控制台与接口 / run a node: console and API", true);
  serve_app->add_option("--config", serve.config, "配置文件（YAML）/ configuration file (YAML)");
  serve_app->add_option("--listen", serve.listen, "监听地址 / address to listen on: 127.0.0.1:8088");
  serve_app->add_option("--data", serve.data, "数据目录（报告、证书）/ folder for reports and certificates");
  serve_app->add_option("--certificate", serve.certificate, "TLS 证书（PEM）/ TLS certificate (PEM)");
  serve_app->add_option("--key", serve.key, "TLS 私钥文件（PEM）/ file of the TLS key (PEM)");
  serve_app->add_option("--scan", serve.scan, "作为数据源加入并立即扫描的文件夹 / folders that become sources and are scanned at once");
  serve_app->add_flag("--demo", serve.demo, "把它们标为演示数据 / mark them as demonstration data");
  serve_app->add_flag("--once", serve.once, "扫描结束后退出 / end when they are scanned");
  CLI::App* log = app.add_subcommand("audit", "审计日志 / the audit log");
  log->require_subcommand(1);
  audit_app = command(*log, "verify", "逐条校验审计日志 / check every record of the audit log");
  CLI::App* admin = app.add_subcommand("admin", "节点管理 / administration of a node");
  admin->require_subcommand(1);
  reset_app = command(*admin, "reset-password", "为某个登录名生成重设口令的一次性链接 / a one-time link to set a new password");
  reset_app->add_option("login", reset.login, "登录名 / login")->required();
}

void Parser::backup_options() {
  backup_app = command(app, "backup", "把运行中或停止的节点备份为一个密封文件 / back a node up into one sealed file, running or not");
  backup_app->add_option("file", backup.file, "要写的文件 / file to write")->required();
  bring_back_app = command(app, "restore", "由备份恢复节点（写入新的存储库和数据目录）/ bring a node back from a backup, into a new store and data folder");
  bring_back_app->add_option("file", bring_back.file, "备份文件 / backup file")->required();
  bring_back_app->add_flag("--drill", bring_back.drill,
                           "演练：恢复到临时目录，逐项核对后删除 / drill: restore into a temporary folder, check everything, remove it");
  bring_back.what = BackupOptions::What::restore;
  for (auto [sub, options] : {std::pair(backup_app, &backup), {bring_back_app, &bring_back}}) {
    sub->add_option("--config", options->config, "节点的配置文件 / the node's configuration file");
    sub->add_option("--data", options->data, "数据目录 / data folder");
    sub->add_option("--passphrase-file", options->passphrase_file,
                    "口令文件（第一行），不给则询问 / file with the passphrase in its first line; asked for otherwise");
  }
}

void Parser::pack_file_options(CLI::App& pack) {
  using What = PackFileOptions::What;
  key_app = command(pack, "keygen", "生成 SM2 签名密钥 / make an SM2 key to sign packs with");
  key_app->add_option("--output,-o", pack_key.output, "私钥文件；公钥写入同名 .pub / file of the private key; the public key goes into the same name with .pub")
      ->required();
  sign_app = command(pack, "sign", "把规则包目录签名为一个文件 / sign the folder of a pack into one file");
  sign_app->add_option("directory", pack_sign.first, "规则包目录 / folder of the pack")->required();
  sign_app->add_option("--key", pack_sign.key, "私钥文件 / file of the private key")->required();
  sign_app->add_option("--signer", pack_sign.signer, "签名单位 / who signs")->required();
  sign_app->add_option("--output,-o", pack_sign.output, "要写的文件（*.gdpack）/ file to write (*.gdpack)")->required();
  verify_app = command(pack, "verify", "核对规则包文件的签名 / check the signature of a pack file");
  verify_app->add_option("file", pack_verify.first, "*.gdpack")->required();
  difference_app = command(pack, "diff", "两个规则包（目录、文件或整套目录）的差异 / the difference between two packs: folders, files or folders of packs");
  difference_app->add_option("before", pack_difference.first, "之前 / before")->required();
  difference_app->add_option("after", pack_difference.second, "之后 / after")->required();
  difference_app->add_option("--format", pack_difference.format, "human, json")->check(CLI::IsMember({"human", "json"}));
  for (auto [sub, options, what] : {std::tuple(key_app, &pack_key, What::new_key), {sign_app, &pack_sign, What::sign}}) {
    options->what = what;
    sub->add_option("--passphrase-file", options->passphrase_file,
                    "口令文件（第一行），不给则询问 / file with the passphrase in its first line; asked for otherwise");
  }
  pack_difference.what = What::difference;
}

void Parser::diagnose_options() {
  using What = DiagnoseOptions::What;
  CLI::App* parent = app.add_subcommand("diagnose", "企业数据安全诊断 / the data security diagnosis of an enterprise");
  parent->require_subcommand(1);
  const AddDiagnosis add = [&](What what, const char* name, const char* about, bool with_packs) -> std::pair<CLI::App*, DiagnoseOptions*> {
    auto& [sub, options] = diagnose[static_cast<std::size_t>(what)];
    options.what = what;
    sub = command(*parent, name, about, with_packs);
    return {sub, &options};
  };
  const auto add_id = [](CLI::App* sub, DiagnoseOptions* to) { sub->add_option("id", to->id, "诊断编号 / id of the assessment")->required(); };
  auto [make, m] = add(What::make, "new", "由企业信息建立一次诊断 / begin an assessment from the facts of an enterprise", true);
  make->add_option("facts", m->files, "企业信息（YAML）/ facts of the enterprise (YAML)")->required()->expected(1);
  make->add_option("--by", m->by, "姓名 / name")->required();
  make->add_option("--questionnaire", m->questionnaire, "调研表编号 / id of the questionnaire");
  add(What::list, "list", "列出各次诊断 / list the assessments", false);
  auto [form, f] = add(What::form, "form", "写出调研表（XLSX、CSV）供填写 / write the questionnaire as a form (XLSX, CSV)", false);
  add_id(form, f);
  form->add_option("--out,-o", f->output, "文件 / file")->required();
  auto [answer, a] = add(What::answer, "answer", "读入作答 / take answers in", false);
  add_id(answer, a);
  answer->add_option("--from", a->files, "填好的表（XLSX、CSV）或 YAML / a filled-in form (XLSX, CSV) or YAML")->required();
  answer->add_option("--by", a->by, "填报人 / who answers");
  auto [evidence, e] = add(What::evidence, "evidence", "把文件放入证据袋 / put files into the evidence bag", false);
  add_id(evidence, e);
  evidence->add_option("files", e->files, "文件 / files")->required();
  evidence->add_option("--by", e->by, "采集人 / who collects them")->required();
  evidence->add_option("--note", e->note, "说明 / note");
  auto [score, s] = add(What::score, "score", "得分、等级与待处理事项 / score, level and open matters", false);
  add_id(score, s);
  score->add_option("--format", s->format, "text, json")->check(CLI::IsMember({"text", "json"}));
  auto [reporting, r] = add(What::report, "report", "写出诊断报告（DOCX、PDF、HTML、XLSX）/ write the report (DOCX, PDF, HTML, XLSX)", false);
  add_id(reporting, r);
  reporting->add_option("--out,-o", r->output, "目录 / folder")->required();
  auto [send, x] = add(What::send, "export", "导出一次诊断（签名），供合并 / export an assessment, signed, to be merged elsewhere", true);
  add_id(send, x);
  send->add_option("file", x->output, "要写的文件 / file to write")->required();
  send->add_flag("--task", x->task, "任务包：附上次作答和规则包 / a task package: with the last answers and the rule packs");
  send->add_option("--by", x->by, "签名者名称，默认为本机名 / who signs; the name of the machine otherwise");
  send->add_option("--key", x->key, "签名密钥文件，首次使用时建立 / file of the signing key, made at first use");
  send->add_option("--passphrase-file", x->passphrase_file, "口令文件（首行）/ file whose first line is the passphrase");
  send->add_flag("--unsigned", x->no_signature, "不签名 / without a signature");
  auto [merge, g] = add(What::merge, "merge", "合并带回的诊断文件 / merge what came back", false);
  merge->add_option("files", g->files, "文件 / files")->required();
  merge->add_option("--packs-to", g->packs_to, "把任务包中的规则包放到此目录 / put the rule packs of a task package into this folder");
  auto [paper, p] = add(What::paper, "paper", "打印用调研表（A4，每页一个二维码）/ the questionnaire for printing (A4, a QR code on each page)", false);
  add_id(paper, p);
  paper->add_option("--out,-o", p->output, "PDF 文件 / PDF file")->required();
  auto [enter, n] = add(What::enter, "enter", "按页快速录入纸质调研表 / enter a paper form, page by page, a key a question", false);
  add_id(enter, n);
  enter->add_option("--by", n->by, "录入人 / who enters")->required();
  auto [custody, c] = add(What::custody, "custody", "登记证据的封存、移交、查看、出具 / record that evidence was sealed, handed over, viewed, issued", false);
  add_id(custody, c);
  custody->add_option("event", c->event, "sealed 封存, handed_over 移交, viewed 查看, issued 出具")->required();
  custody->add_option("digest", c->digest, "文件的 SM3（开头几位），all 为全部 / SM3 of the file, its beginning will do; all")->required();
  custody->add_option("--by", c->by, "经手人 / who does it")->required();
  custody->add_option("--note", c->note, "说明，如移交给谁 / note, such as to whom");
  auto [summary, y] = add(What::summary, "summary", "现场情况确认单，供双方签字（PDF、DOCX）/ the on-site summary for both sides to sign (PDF, DOCX)", false);
  add_id(summary, y);
  summary->add_option("--out,-o", y->output, "目录 / folder")->required();
  summary->add_option("--met", y->met, "企业在场人员 / who was there for the enterprise");
  assess_options(add);
  auto [consent, w] = add(What::consent, "consent", "记录企业对自动探测的书面同意 / record what the enterprise has consented in writing to have probed", false);
  add_id(consent, w);
  consent->add_option("--by", w->by, "同意人 / who consents")->required();
  consent->add_option("--scope", w->scopes,
                      "可探测的对象，可多次 / what may be probed, may be repeated: catalog, db:postgres://…, db:mariadb://…, tls:host:port, os:/, os:ssh://…, "
                      "backup:/folder, doc:/folder");
  consent->add_option("--until", w->until, "期限 / end: 2026-12-01, 2026-12-01T18:00");
  consent->add_option("--evidence", w->files, "签字文件 / the signed paper");
  consent->add_option("--withdraw", w->withdraw, "收回此编号的同意 / take the consent with this id back");
  consent->add_option("--note", w->note, "收回的理由 / why it is taken back");
  auto [probing, q] = add(What::probe, "probe", "在书面同意范围内只读探测 / probe, read-only, what a consent covers", true);
  add_id(probing, q);
  probing->add_option("targets", q->files, "对象；不写则为同意中写明的全部 / targets; without them all that consents name");
  probing->add_option("--only", q->only, "只要以此开头的探测，如 db: / probes that begin so, as db:");
  probing->add_flag("--ot", q->ot, "工控网络：只做被动探测 / control network: passive probes only");
  probing->add_flag("--dry-run", q->dry_run, "只说明将做什么 / only say what would be done");
  probing->add_option("--passwords", q->passwords, "数据库口令文件（.pgpass 格式，权限 600）/ passwords of databases (format of .pgpass, mode 600)");
  probing->add_option("--ca", q->ca, "核对证书用的根证书（PEM）/ authorities to check certificates against (PEM)");
  probing->add_option("--ssh-key", q->ssh_key, "SSH 私钥文件 / private key for SSH");
  probing->add_option("--known-hosts", q->known_hosts, "SSH 主机密钥文件 / known hosts for SSH");
  auto [outbound, o] = add(What::outbound, "outbound", "数据出境路径判定 / the route of data export", true);
  outbound->add_option("facts", o->files, "出境事实（YAML）/ facts of the export (YAML)")->required()->expected(1);
  outbound->add_option("--format", o->format, "text, json")->check(CLI::IsMember({"text", "json"}));
}

// The assessments that rest on a diagnosis.
void Parser::assess_options(const AddDiagnosis& add) {
  using What = DiagnoseOptions::What;
  const auto common_to = [](CLI::App* sub, DiagnoseOptions* to) {
    sub->add_option("id", to->id, "诊断编号 / id of the assessment")->required();
    sub->add_option("--format", to->format, "text, json")->check(CLI::IsMember({"text", "json"}));
  };
  auto [capability, c] = add(What::capability, "capability", "防护能力评估：等级、差距与计划 / protection capability: levels, gaps, plan", false);
  common_to(capability, c);
  capability->add_option("--evidence", c->evidence, "作为证据的诊断编号 / id of a diagnosis whose answers are evidence");
  capability->add_option("--target", c->target, "目标等级，如 L3 / level aimed at, L3");
  auto [plan, p] = add(What::plan, "plan", "整改计划与推演：采取所选措施后的得分 / rectification and what-if: the score after the chosen measures", false);
  common_to(plan, p);
  plan->add_option("--take", p->taken, "采取的措施（题目编号）/ measures to take (ids of questions)");
  plan->add_option("--from", p->from, "期限起算日 / day the dates count from");
  auto [risk, r] = add(What::risk, "risk", "数据安全风险评估 / the data security risk assessment", true);
  common_to(risk, r);
  risk->add_option("--matrix", r->matrix, "风险矩阵编号，如 A、B / id of the matrix: A, B");
  risk->add_option("--since", r->since, "上次结果（JSON），只列变化部分 / an earlier result (JSON): only what changed is listed");
  risk->add_option("--from", r->from, "报告出具日 / day of the report");
  risk->add_option("--out,-o", r->output, "写出报告的目录 / folder for the report");
}

void Parser::duties_options() {
  duties_app = command(app, "duties", "法定义务日历：由企业信息和事件推算期限 / the calendar of statutory duties, from facts and events", true);
  duties_app->add_option("facts", duties.facts, "企业信息和事件（YAML）/ facts and events (YAML)")->required();
  duties_app->add_option("--from", duties.from, "以该时刻为今天 / the day that counts as today");
  duties_app->add_option("--format", duties.format, "text, json, ics")->check(CLI::IsMember({"text", "json", "ics"}));
  duties_app->add_option("--who", duties.who, "谁的义务 / whose duties")
      ->check(CLI::IsMember({"enterprise", "provider", "assessor", "regulator", "ministry", "all"}));
  duties_app->add_option("--out,-o", duties.output, "写入文件 / file to write");
}

Parser::Parser() {
  app.set_version_flag("--version", std::string("gongdun ") + GD_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  scan_options();
  CLI::App* catalog = app.add_subcommand("catalog", "数据资源清单 / the catalog");
  catalog->require_subcommand(1);
  catalog_options(*catalog);
  explain_app = command(app, "explain", "解释一条识别结果或一项资产 / explain a finding or an asset", true);
  explain_app->add_option("id", explain.id, "F-…、C-… 或 A-…")->required();
  dismiss_app = command(app, "dismiss", "把一条识别结果标为误报，重扫后仍有效 / mark a finding as a false positive, for good", true);
  dismiss_app->add_option("id", dismiss.id, "F-… 或 C-…")->required();
  dismiss_app->add_option("--reason", dismiss.reason, "理由 / reason")->required();
  dismiss_app->add_option("--by", dismiss.by, "姓名 / name")->required();
  dismiss_app->add_flag("--alone", dismiss.alone, "只用于此处，同类表的同名列照常识别 / columns of that name in alike tables still count");
  restore_app = command(app, "reinstate", "撤销误报标记 / take a dismissal back", true);
  restore_app->add_option("id", restore.id, "F-… 或 C-…")->required();
  restore.restore = true;
  diagnose_options();
  duties_options();
  node_options();
  backup_options();
  CLI::App* pack = app.add_subcommand("pack", "规则包 / rule packs");
  pack->require_subcommand(1);
  check_app = command(*pack, "check", "检查规则包并运行其中的正反例 / check packs and run their examples");
  check_app->add_option("directory", pack_check.directory, "规则包目录 / folder of packs");
  try_app = command(*pack, "try",
                    "这套规则怎样判断一个文件：行业得分、数据对象、级别与理由；不写入存储库 / what the packs say of a file: sector scores, data objects, grade "
                    "and reasons; stores nothing",
                    true);
  try_app->add_option("paths", pack_try.paths, "文件或文件夹 / files or folders")->required();
  plans_app = command(*pack, "plans", "每条识别规则如何执行 / how each detector pattern is carried out");
  plans_app->add_option("directory", pack_plans.directory, "规则包目录 / folder of packs");
  pack_plans.what = PackOptions::What::plans;
  validators_app = command(*pack, "validators", "规则可用的校验 / the checks that rules may name");
  pack_validators.what = PackOptions::What::validators;
  pack_file_options(*pack);
}

Command Parser::result() {
  common.lang = lang == "en" ? base::Lang::en : base::Lang::zh;
  const auto with = [&](auto options) -> Command {
    options.common = common;
    return options;
  };
  if (*scan_app) return with(scan);
  if (*list_app) return with(list);
  if (*show_app) return with(show);
  if (*decide_app) return with(decide);
  if (*confirm_app) return with(confirm);
  if (*withdraw_app) return with(withdraw);
  if (*export_app) return with(exporting);
  if (*report_app) return with(report);
  if (*regrade_app) return with(regrade);
  if (*explain_app) return with(explain);
  if (*dismiss_app) return with(dismiss);
  if (*restore_app) return with(restore);
  if (*serve_app) return with(serve);
  if (*audit_app) return with(audit);
  if (*reset_app) return with(reset);
  if (*backup_app) return with(backup);
  if (*key_app) return with(pack_key);
  if (*sign_app) return with(pack_sign);
  if (*verify_app) return with(pack_verify);
  if (*difference_app) return with(pack_difference);
  if (*bring_back_app) return with(bring_back);
  if (*check_app) return with(pack_check);
  if (*try_app) return with(pack_try);
  if (*plans_app) return with(pack_plans);
  if (*validators_app) return with(pack_validators);
  if (*duties_app) return with(duties);
  for (const auto& [sub, options] : diagnose)
    if (*sub) return with(options);
  return Nothing{kUsageExit};
}

// The subcommand the person was in, so that the help names the options that are right there.
const CLI::App& innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.back());
}

}  // namespace

Command parse_arguments(int argc, char** argv) {
  Parser parser;
  try {
    parser.app.parse(argc, argv);
    return parser.result();
  } catch (const CLI::CallForHelp&) {
    std::cout << innermost(parser.app).help();
    return Nothing{0};
  } catch (const CLI::CallForVersion& version) {
    std::cout << version.what() << "\n";
    return Nothing{0};
  } catch (const CLI::Error& error) {
    std::cerr << "参数有误 / wrong arguments: " << error.what() << "\n\n" << innermost(parser.app).help();
    return Nothing{kUsageExit};
  }
}

}  // namespace gongdun::cli
