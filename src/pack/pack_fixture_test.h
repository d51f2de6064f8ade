// A throw-away pack folder for tests.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "pack/load.h"

namespace gongdun::pack::testing {

class PackFolder {
 public:
  PackFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "gd-packs-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~PackFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  PackFolder(const PackFolder&) = delete;
  PackFolder& operator=(const PackFolder&) = delete;

  PackFolder& file(const std::string& name, const std::string& text) {
    const std::filesystem::path path = root_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return *this;
  }
  PackFolder& manifest(const std::string& pack) {
    return file(pack + "/pack.yaml", "id: " + pack + "\nversion: \"2026.11.1\"\nname: {zh: 包, en: Pack}\nbasis: M166\n");
  }
  Loaded load(std::string_view today = "2026-11-23") const { return load_packs(root_.string(), today); }
  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

inline const std::string kGoodDetector = R"(detectors:
  - id: cn.mobile
    name: {zh: 手机号码, en: Mobile number}
    basis: PIPL A4
    verified: V
    class: personal
    patterns: ['1[3-9][0-9]{9}']
    validators: [cn_mobile]
    context: {header_words: [手机号, ＭＯＢＩＬＥ], window: 20}
    column: {min_share: 0.7, shape: code}
    mask: {keep_head: 3, keep_tail: 4}
    examples: ['13900001234', {header: 手机号, values: ['13900001234', '13900001235']}]
    counter_examples: ['23900001234']
)";

inline const std::string kGoodTaxonomy = R"(categories:
  - id: cat.one
    name: {zh: 工艺, en: Process}
    path: 研发数据/工艺
    path_name: {zh: 研发数据/工艺, en: R&D data / process}
    basis: M166 A8
    verified: V
    m166: 研发数据
    terms: {2: [工艺], 1: [温度]}
    detectors: [cn.mobile]
document_kinds:
  - {id: doc.card, name: {zh: 工艺卡, en: Process card}, category: 研发数据/工艺, basis: M166 A8, verified: D, terms: [工艺卡]}
)";

inline const std::string kGoodGrading = R"(harm_matrix:
  id: matrix
  name: {zh: 矩阵, en: Matrix}
  basis: GB43697 6.5
  verified: S
  cells:
    national_security: {extreme: core, serious: core, general: important}
    economy: {extreme: core, serious: important, general: general}
    social_order: {extreme: core, serious: important, general: general}
    public_interest: {extreme: core, serious: important, general: general}
    organization: {extreme: general, serious: general, general: general}
    person: {extreme: general, serious: general, general: general}
grade_rules:
  - id: pi.floor
    name: {zh: 下限, en: Floor}
    basis: GB43697 附录H
    verified: M
    when: {data_class: [personal], masked: "no", persons>=: 10}
    set: general-2
    text: {zh: '发现{detector}', en: 'found {detector}'}
)";

inline const std::string kGoodSector = R"(sector:
  id: S-01
  name: {zh: 钢铁, en: Steel}
  basis: PLAN34
  verified: V
  terms: {3: [铁水, 高炉], 1: [{word: 炉, weight: 0.5}]}
  anti_terms: [电解铝]
  formats: [dbc]
  objects:
    - id: S-01-D1
      name: {zh: 冶炼控制参数, en: Smelting parameters}
      category: 研发数据/工艺
      candidate: important
      annex_g: G-f
      basis: PLAN34
      verified: D
      terms: {3: [富氧率]}
      impact_object: economy
      impact_degree: serious
)";

// All four good files in one pack.
inline void write_good(PackFolder& folder) {
  folder.manifest("good")
      .file("good/detectors.yaml", kGoodDetector)
      .file("good/taxonomy.yaml", kGoodTaxonomy)
      .file("good/grading.yaml", kGoodGrading)
      .file("good/sector.yaml", kGoodSector);
}

}  // namespace gongdun::pack::testing
