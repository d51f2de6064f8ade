// What rule packs say, as plain data. Packs are YAML folders under packs/; pack/load.h reads and checks them. No rule here knows how it is
// carried out: `detect` and `grade` do that. Every rule carries its legal basis and how far that was verified.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/bilingual.h"

namespace gongdun::pack {

// V checked against the official text, S seen in a secondary source, M from memory, D a design proposal of ours.
enum class Verified { V, S, M, D };
const char* verified_name(Verified verified);

struct RuleMeta {
  std::string id;  // "cn.resident_id", "S-01-D1", "g43697.matrix"
  base::Bilingual name;
  std::string basis;  // document code + article: "GB11643", "M166 A10-2", "PLAN34 附件一(二)2"
  Verified verified = Verified::D;
  std::string effective_from;  // ISO date or empty
  std::string effective_to;
  std::string file;  // where the rule stands, for messages
  int line = 0;
  std::string pack;  // id of the pack it stands in
};

// ---- detectors -------------------------------------------------------------------------------------------------

enum class DataClass { personal, personal_sensitive, secret, organization, network, industrial, identifier };

struct Context {
  std::vector<std::string> header_words;    // column names and keys that speak for the detector (zh and en, folded to lower case)
  std::vector<std::string> near_words;      // words within `window` characters in running text
  std::vector<std::string> negative_words;  // header or near words that speak against it (订单号, order_no, 校验码)
  int window = 30;                          // characters, not bytes
  bool required = false;                    // without context there is no finding in running text
};

struct ColumnRule {
  double min_share = 0.6;         // of non-empty cells that must be valid to claim a column without a speaking header
  double min_share_header = 0.3;  // with a speaking header
  double min_distinct = 0.0;      // distinct values : values (constants and enumerations are not identifiers)
  bool header_only = false;       // the header may claim the column when values fit `shape` loosely (process tags, recipes)
  std::string shape;              // "text", "number", "code", "" — coarse type the values must have
  double min = 0, max = 0;        // for shape number: plausible range when min<max
};

struct Mask {
  int keep_head = 0, keep_tail = 0;  // characters left readable; the rest becomes '*'
};

// An example for detectors that judge columns: {header: 位号, values: [TI-1001, TI-1002]}.
struct ColumnExample {
  std::string header;
  std::vector<std::string> values;
};

struct Detector {
  RuleMeta meta;
  DataClass data_class = DataClass::industrial;
  std::vector<std::string> patterns;      // PCRE2 syntax, UTF-8; group "v" (?<v>…) marks the value where the match is wider
  std::vector<std::string> masked_forms;  // patterns of values somebody already masked (138****1234)
  std::vector<std::string> words;         // dictionary
  std::vector<std::string> validators;    // names registered in detect/validators, all must pass
  std::vector<std::string> vetoes;        // "guid", "float", "hash", "path", "url", "version", "timestamp": enclosing tokens that forbid a match
  std::vector<std::string> stop_values;   // values that never count (example keys, "changeme" lists)
  Context context;
  ColumnRule column;
  Mask mask;
  double confidence = 0.5;          // a valid match without context
  double confidence_context = 0.9;  // with context
  bool columns_only = false;        // never reported from running text
  bool text_only = false;
  std::vector<std::string> examples;          // must be found (run as tests at load)
  std::vector<std::string> counter_examples;  // must not be found
  std::vector<ColumnExample> column_examples;
  std::vector<ColumnExample> column_counter_examples;
};

// ---- terms: words that tell sector, business domain and document kind ----------------------------------------------

struct Term {
  std::string word;  // Chinese or English, lower case
  double weight = 1;
  bool whole_word = true;    // for ASCII words
  bool header_only = false;  // counts in column names and titles of tables, not in running text
};

// ---- taxonomy, grading ------------------------------------------------------------------------------------------

struct Category {
  RuleMeta meta;
  std::string path;  // "研发数据/工艺参数": the path shown and stored
  base::Bilingual path_name;
  std::vector<Term> terms;
  std::vector<std::string> detectors;  // findings that place data here
  std::vector<std::string> formats;    // formats (read/format.h ids) that place data here
  std::string idc6;                    // 工信厅信发〔2020〕6号 domain: 研发数据域 …
  std::string m166;                    // M166 A8 class: 研发数据 生产运行数据 管理数据 运维数据 业务服务数据
  std::string describes;               // GB/T 43697 Annex A description object: 用户数据 业务数据 经营管理数据 系统运维数据
  std::string subject;                 // GB/T 43697 Annex A data subject: 公共数据 组织数据 个人信息
};

// A data object a sector names sensitive, with its candidate grade. Grades: see grade/grade.h.
struct DataObject {
  RuleMeta meta;
  std::string category;         // path of a Category
  std::string candidate_class;  // core | important | general
  int candidate_level = 0;      // 1-4 for general
  std::string annex_g;          // GB/T 43697 Annex G factor group, "G-f"
  std::vector<Term> terms;
  std::vector<std::string> detectors;
  std::vector<std::string> formats;
  double min_score = 2;                     // weighted term evidence needed
  std::string impact_object;                // row of the harm matrix
  std::string impact_degree;                // extreme | serious | general
  std::vector<std::string> raises, lowers;  // words for people: what raises or lowers the grade
};

struct DocumentKind {
  RuleMeta meta;
  std::string category;
  std::vector<Term> terms;
  double min_score = 3;
};

struct Sector {
  RuleMeta meta;  // id S-01 … S-09
  std::vector<Term> terms;
  std::vector<Term> anti_terms;
  std::vector<std::string> formats;    // formats that speak for this sector
  std::vector<std::string> detectors;  // findings that speak for it
  double min_score = 4;
  double min_lead = 1.3;  // best : second best
  std::vector<DataObject> objects;
};

// Conditions: pack/conditions.h names every key of `when` and the kind of its value; a list is kept as its entries joined by '\n'.
// All conditions of a rule must hold; of a list, one entry is enough (all of them for detectors_together).
struct GradeRule {
  RuleMeta meta;
  std::map<std::string, std::string> when;
  std::vector<Term> words;  // counted by the condition words>=
  std::string set_class;    // proposes at least this class...
  int set_level = 0;        // ...and level (general only)
  std::string raise;        // "level+1", "class+1": aggregation
  std::string cap_class;    // word evidence alone proposes at most this (public documents); findings are not capped
  int cap_level = 0;
  bool note = false;     // adds its sentence and changes nothing
  base::Bilingual text;  // the sentence in the reason chain; {rows} {persons} {detector} {object} are filled in
};

struct HarmMatrix {
  RuleMeta meta;
  std::map<std::string, std::map<std::string, std::string>> cells;  // impact object → degree → class
};

// How evidence becomes a score. One `scoring:` mapping in packs/grading; docs/packs.md has the formula.
struct Scoring {
  RuleMeta meta;
  double header_weight = 3;             // a term in a header or title counts as this many in the body
  double term_cap = 3;                  // log2(1+n) of one term is cut here
  double density_characters = 200'000;  // body counts of longer texts are taken per so many characters
  double density_rows = 500;            // the same for tables, per so many rows: a word in 4 of 4,000 rows says little
  double format_weight = 5;
  double detector_weight = 3;  // a detector that claims a column; half of it in running text
  int min_evidence = 2;        // different terms/detectors needed (a format counts as two)
  double prose_factor = 1.5;   // data objects need this much more evidence in running text than in tables
  double category_min_score = 3;
  double weak_share = 0.5;                              // share of a sector's min_score that surroundings may settle
  double detector_share_min = 0.05;                     // column share below which a detector is no evidence
  double strong_weight = 2;                             // a sector needs a term of this weight, a format or a detector: weak words alone name none
  std::map<std::string, std::string> default_category;  // Facts::kind → category path where nothing better is known
  // A table of numbers alone: at least so many columns of numbers, so large a share of all columns, so many rows. It cannot say what it is, so its
  // folder may, and it has a default category of its own (empty: that of its kind).
  double numbers_columns = 3, numbers_share = 0.7, numbers_rows = 20;
  std::string numbers_category;
};

struct Pack {
  std::string id;  // folder name: "detectors", "sector-steel"
  std::string version;
  base::Bilingual name;
  std::string digest;  // SM3 over all files of the pack, hex
};

struct PackSet {
  std::vector<Pack> packs;
  std::vector<Detector> detectors;
  std::vector<Category> categories;
  std::vector<Sector> sectors;
  std::vector<DocumentKind> document_kinds;
  std::vector<DataObject> general_objects;  // objects of no particular sector
  std::vector<GradeRule> grade_rules;
  HarmMatrix matrix;
  Scoring scoring;
  std::vector<std::string> not_in_force;  // rules left out because today is outside effective_from … effective_to
  std::string digest;                     // over all packs: results name it
  std::string detect_digest;              // over what changes findings: a scan with another one reads again
  std::string grade_digest;               // over what changes grades only
};

}  // namespace gongdun::pack
