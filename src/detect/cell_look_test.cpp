// Cells settled without the engine: whatever the engine finds when it looks at every cell is found.
#include "detect/cell_look.h"

#include <gtest/gtest.h>

#include <fmt/core.h>

#include <algorithm>
#include <random>

#include "detect/item_scanner.h"
#include "pack/load.h"

namespace gongdun::detect {
namespace {

const pack::PackSet& packs() {
  static const pack::Loaded kLoaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  return kLoaded.set;
}

std::shared_ptr<const Engine> engine() {
  static const std::shared_ptr<const Engine> kEngine = Engine::compile(packs()).value_or(nullptr);
  return kEngine;
}

class Cells {
 public:
  Cells() {
    for (const auto& detector : packs().detectors) {
      for (const auto* list : {&detector.examples, &detector.counter_examples}) {
        for (const std::string& example : *list) examples_.push_back(example);
      }
      for (const auto* list : {&detector.column_examples, &detector.column_counter_examples}) {
        for (const auto& example : *list) examples_.insert(examples_.end(), example.values.begin(), example.values.end());
      }
      for (std::size_t i = 0; i < detector.words.size(); i += 7) examples_.push_back(detector.words[i]);
    }
    for (const std::string& term : engine()->vocabulary()) {
      if (term.size() < 8) examples_.push_back(term);
    }
    for (const char* often : {"1234.56",
                              "-0.5",
                              "2024-05-01 08:30:00",
                              "H1234567",
                              "甲班",
                              "RUN",
                              "null",
                              "-",
                              "王建国",
                              "版本",
                              "10.1.2.3",
                              "13912345678",
                              "110105198003072318",
                              "00:1A:2B:3C:4D:5E",
                              "6222021234567890128",
                              "version",
                              "true",
                              "1.5E+03",
                              "\"13912345678\"",
                              " 张伟 "})
      examples_.emplace_back(often);
  }

  std::size_t number(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  // An example, often with other digits, a byte more or less, or a part of another behind it.
  std::string next() {
    std::string cell = examples_[number(examples_.size())];
    std::erase_if(cell, [](char c) { return c == '\n' || c == read::kCellSeparator; });
    if (number(3) == 0) return cell;
    for (char& c : cell) {
      if (c >= '0' && c <= '9' && number(4) == 0) c = static_cast<char>('0' + number(10));
    }
    const bool ascii = std::ranges::all_of(cell, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii && !cell.empty() && number(3) == 0) cell.erase(number(cell.size()), 1);
    if (ascii && number(4) == 0) cell.insert(number(cell.size() + 1), 1, "0aA .-:/_*E"[number(11)]);
    if (number(8) == 0) cell += "," + examples_[number(examples_.size())];
    return cell;
  }

 private:
  std::vector<std::string> examples_;
  std::mt19937_64 random_{7};
};

std::string told(const ItemScan& scan) {
  std::string out;
  for (const Finding& f : scan.findings)
    out += fmt::format("F {} {}:{}+{} {:.3f} {} {}\n", f.detector, f.column_index, f.row, f.offset, f.confidence, f.sample, f.masked);
  for (const ColumnClaim& c : scan.claims) out += fmt::format("C {} {} {} {:.3f} {}\n", c.index, c.detector, c.matches, c.confidence, c.masked);
  for (const DetectorCount& c : scan.counts) out += fmt::format("N {} {}\n", c.detector, c.found);
  for (const TermCount& t : scan.terms) out += fmt::format("T {} {} {}\n", t.term, t.body, t.header);
  for (const TableScan& table : scan.tables) {
    for (const ColumnSummary& c : table.columns) out += fmt::format("S {} {} {}\n", c.index, c.filled, c.shape);
  }
  return out;
}

std::string scan(const std::vector<read::RowBatch>& batches, std::size_t columns, bool every_cell) {
  std::string out;
  ItemScanner scanner(engine(), {.every_cell = every_cell}, [&](ScannedItem item) {
    out = told(item.scan);
    return true;
  });
  scanner.begin_item({.uri = "memory"}, {.format = "csv"});
  read::Table table;
  constexpr std::array<const char*, 5> kNames{"姓名", "", "联系电话", "值", "备注"};
  for (std::size_t i = 0; i < columns; ++i) table.columns.push_back({.name = kNames[i % kNames.size()]});
  scanner.begin_table(table);
  for (const read::RowBatch& batch : batches) scanner.rows(batch);
  scanner.end_table();
  scanner.end_item();
  return out;
}

TEST(CellMake, ShapeOfMake_isShapeOfCell) {
  Cells cells;
  std::size_t made = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string cell = cells.next();
    CellMake make;
    if (!make_of(cell, cell.size(), make)) continue;
    ++made;
    const CellShape a = shape_of(cell), b = shape_of(make.view());
    EXPECT_EQ(a.shape, b.shape) << cell;
    EXPECT_EQ(a.kinds, b.kinds) << cell;
    EXPECT_EQ(a.digits, b.digits) << cell;
    EXPECT_EQ(a.letters, b.letters) << cell;
  }
  EXPECT_GT(made, 5000U);
}

TEST(CellMake, BytesBehindTheCell_changeNothing) {
  const std::string text = "12.5\x1fTIC-101.PV\x1f" + std::string(40, 'x');
  CellMake alone, among;
  ASSERT_TRUE(make_of("12.5", 4, alone));
  ASSERT_TRUE(make_of(std::string_view(text).substr(0, 4), text.size(), among));
  EXPECT_EQ(alone, among);
  EXPECT_EQ(among.view(), "00.0");
  ASSERT_TRUE(make_of(std::string_view(text).substr(5, 10), text.size() - 5, among));
  EXPECT_EQ(among.view(), "AAA-000.AA");
  EXPECT_FALSE(make_of("", 0, among));
  EXPECT_FALSE(make_of("甲班", 6, among));
  EXPECT_FALSE(make_of(std::string(33, '1'), 33, among));
}

TEST(CellGate, WhatTheEngineFinds_isNeverClosed) {
  const CellGate gate(*engine());
  Engine::Scratch scratch(*engine());
  Cells cells;
  std::size_t found = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string cell = cells.next();
    CellMake make;
    if (!make_of(cell, cell.size(), make)) continue;
    engine()->scan("\x1f" + cell + "\x1f", scratch);
    const bool any = !scratch.terms.empty() || std::ranges::any_of(scratch.matches, [&](const Match& m) { return m.end <= cell.size() + 1; });
    found += any;
    EXPECT_TRUE(!any || gate.look(make).engine) << cell;
  }
  EXPECT_GT(found, 2000U);
}

TEST(CellGate, MeasuredValues_areClosed) {
  const CellGate gate(*engine());
  const auto open = [&](std::string_view cell) {
    CellMake make;
    EXPECT_TRUE(make_of(cell, cell.size(), make));
    return gate.look(make).engine;
  };
  for (const char* cell : {"0", "1234", "1234.56", "-12.5", "1.5E+03", "2024-05-01 08:30:00", "08:30", "2024/5/1", "99.9%", "123456"})
    EXPECT_FALSE(open(cell)) << cell;
  for (const char* cell : {"13912345678", "110105198003072318", "10.1.2.3", "H1234567", "6222021234567890", "0512-62881234"}) EXPECT_TRUE(open(cell)) << cell;
  CellMake address;
  ASSERT_TRUE(make_of("10.1.2.3", 8, address));
  EXPECT_TRUE(gate.look(address).beside);
  EXPECT_TRUE(gate.may_look_beside(shape_of("10.1.2.3")));
  EXPECT_FALSE(gate.may_look_beside(shape_of("13912345678")));
}

TEST(CellLook, RandomTables_sameAsTheEngineOnEveryCell) {
  Cells cells;
  for (int round = 0; round < 40; ++round) {
    const std::size_t columns = 1 + cells.number(9), rows = round % 10 == 9 ? 3000 : 20 + cells.number(400);
    // Columns of many values, of few, and of one make.
    std::vector<std::vector<std::string>> few(columns);
    for (auto& values : few) {
      for (std::size_t i = cells.number(12); i > 0; --i) values.push_back(cells.next());
    }
    std::vector<read::RowBatch> batches(1);
    for (std::size_t row = 1; row <= rows; ++row) {
      for (std::uint32_t c = 0; c < columns; ++c) {
        std::string cell = few[c].empty() ? cells.next() : few[c][cells.number(few[c].size())];
        if (!few[c].empty() && few[c].size() % 3 == 0) {
          for (char& digit : cell) {
            if (digit >= '0' && digit <= '9') digit = static_cast<char>('0' + cells.number(10));
          }
        }
        batches.back().add(c, row, cell);
      }
      ++batches.back().rows;
      if (batches.back().full(round % 10 == 9 ? 300U << 10 : 8U << 10)) batches.emplace_back();
    }
    ASSERT_EQ(scan(batches, columns, false), scan(batches, columns, true)) << "round " << round;
  }
}

TEST(CellLook, AddressBesideAVersionWord_isStillNone) {
  for (const bool every_cell : {false, true}) {
    std::vector<read::RowBatch> batches(100);  // the word is remembered from the first batch that has it
    for (std::uint64_t row = 1; row <= 100; ++row) {
      read::RowBatch& batch = batches[row - 1];
      batch.add(0, row, row % 20 == 0 ? "固件版本" : "地址");
      batch.add(1, row, fmt::format("10.1.2.{}", row));
      ++batch.rows;
    }
    const std::string found = scan(batches, 2, every_cell);
    EXPECT_NE(found.find("C 1 ipv4 95 "), std::string::npos) << found;
  }
}

}  // namespace
}  // namespace gongdun::detect
