#include "catalog/schema_lists.h"

#include <string_view>

namespace gongdun::catalog {

namespace {

// SQLite keeps a row in the order of its columns, and what stands behind a long text is found by walking through it: the long ones go last.
constexpr std::string_view kLongLast = R"sql(
ALTER TABLE asset ADD COLUMN facts_last TEXT NOT NULL DEFAULT '{}';
ALTER TABLE asset ADD COLUMN assessment_last TEXT NOT NULL DEFAULT '{}';
UPDATE asset SET facts_last = facts, assessment_last = assessment;
ALTER TABLE asset DROP COLUMN facts;
ALTER TABLE asset DROP COLUMN assessment;
ALTER TABLE asset RENAME COLUMN facts_last TO facts;
ALTER TABLE asset RENAME COLUMN assessment_last TO assessment;
)sql";

// parent: the folder above `location`. group_no: 0 not graded yet, -1 being moved (catalog/asset_groups.h).
// asset_group: assets that agree in all that lists filter and count by; triggers keep number and sums true in the transaction of every change.
// asset_words: what search finds an asset by (catalog/asset_words.h). asset_waiting: what a scan, or a program newer than the store, still owes an asset
// (catalog/asset_waiting.h).
constexpr std::string_view kColumns = R"sql(
ALTER TABLE asset ADD COLUMN parent TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN group_no INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr std::string_view kTables = R"sql(
DROP INDEX IF EXISTS asset_grade;
DROP INDEX IF EXISTS asset_by_name;
DROP INDEX IF EXISTS asset_by_state;
DROP INDEX IF EXISTS asset_counted;
CREATE INDEX asset_by_name ON asset(substr(name, 1, 200), id);
CREATE INDEX asset_by_rows ON asset(row_count, id);
CREATE INDEX asset_by_bytes ON asset(byte_count, id);
CREATE INDEX asset_by_persons ON asset(person_count, id);
CREATE INDEX asset_by_first_seen ON asset(first_seen, id);
CREATE INDEX asset_by_search ON asset(substr(search, 1, 100), id);
CREATE INDEX asset_in_group ON asset(group_no, id);
CREATE INDEX asset_in_group_by_name ON asset(group_no, substr(name, 1, 200), id);
CREATE INDEX asset_in_group_by_rows ON asset(group_no, row_count, id);
CREATE INDEX asset_in_group_by_bytes ON asset(group_no, byte_count, id);
CREATE INDEX asset_in_group_by_persons ON asset(group_no, person_count, id);
CREATE INDEX asset_in_group_by_first_seen ON asset(group_no, first_seen, id);
CREATE INDEX asset_in_group_by_last_seen ON asset(group_no, last_seen, id);
CREATE TABLE asset_group (
  no INTEGER PRIMARY KEY,
  org_id TEXT NOT NULL, vanished INTEGER NOT NULL, grade_rank INTEGER NOT NULL, state TEXT NOT NULL, sector TEXT NOT NULL, category TEXT NOT NULL,
  kind TEXT NOT NULL, formats TEXT NOT NULL, source_id TEXT NOT NULL, personal INTEGER NOT NULL, credentials INTEGER NOT NULL,
  asset_count INTEGER NOT NULL DEFAULT 0, row_sum INTEGER NOT NULL DEFAULT 0, byte_sum INTEGER NOT NULL DEFAULT 0, person_sum INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source_id, category, org_id, vanished, grade_rank, state, sector, kind, formats, personal, credentials)
);
CREATE INDEX asset_group_by_org ON asset_group(org_id);
CREATE TABLE asset_words (
  no INTEGER PRIMARY KEY, asset_id TEXT NOT NULL UNIQUE REFERENCES asset(id) ON DELETE CASCADE, words TEXT NOT NULL
);
CREATE TABLE asset_waiting (asset_id TEXT PRIMARY KEY REFERENCES asset(id) ON DELETE CASCADE, step INTEGER NOT NULL, touches INTEGER NOT NULL DEFAULT 0);
CREATE INDEX asset_waiting_by_step ON asset_waiting(step, asset_id);
INSERT INTO asset_waiting(asset_id, step) SELECT id, CASE WHEN packs_digest = '' AND vanished = 0 THEN 0 ELSE 2 END FROM asset;
UPDATE asset SET group_no = -1;
INSERT INTO asset_group(org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials, asset_count, row_sum, byte_sum, person_sum)
  SELECT org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials, count(*), sum(row_count), sum(byte_count), sum(person_count)
  FROM asset GROUP BY org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials;
UPDATE asset SET group_no = (SELECT asset_group.no FROM asset_group WHERE asset_group.source_id = asset.source_id AND asset_group.category = asset.category
  AND asset_group.org_id = asset.org_id AND asset_group.vanished = asset.vanished AND asset_group.grade_rank = asset.grade_rank
  AND asset_group.state = asset.state AND asset_group.sector = asset.sector AND asset_group.kind = asset.kind AND asset_group.formats = asset.formats AND asset_group.personal = asset.personal
  AND asset_group.credentials = asset.credentials);
)sql";

// A row that changes leaves its group and enters another, or the same with other sums. A row that follows its group, which changed before it, stays.
constexpr std::string_view kTriggers = R"sql(
CREATE TRIGGER asset_moves AFTER UPDATE OF org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials, row_count, byte_count,
  person_count ON asset WHEN new.group_no >= 0 AND (old.group_no = 0 OR old.org_id <> new.org_id OR old.vanished <> new.vanished
  OR old.grade_rank <> new.grade_rank OR old.state <> new.state OR old.sector <> new.sector OR old.category <> new.category OR old.kind <> new.kind OR old.formats <> new.formats
  OR old.source_id <> new.source_id OR old.personal <> new.personal OR old.credentials <> new.credentials OR old.row_count <> new.row_count
  OR old.byte_count <> new.byte_count OR old.person_count <> new.person_count)
  AND NOT EXISTS (SELECT 1 FROM asset_group WHERE no = old.group_no AND org_id = new.org_id AND source_id = new.source_id AND category = new.category
    AND vanished = new.vanished AND grade_rank = new.grade_rank AND state = new.state AND sector = new.sector AND kind = new.kind AND formats = new.formats
    AND personal = new.personal AND credentials = new.credentials AND old.row_count = new.row_count AND old.byte_count = new.byte_count
    AND old.person_count = new.person_count)
BEGIN
  UPDATE asset_group SET asset_count = asset_count - 1, row_sum = row_sum - old.row_count, byte_sum = byte_sum - old.byte_count,
    person_sum = person_sum - old.person_count WHERE no = old.group_no;
  INSERT INTO asset_group(org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials)
    VALUES(new.org_id, new.vanished, new.grade_rank, new.state, new.sector, new.category, new.kind, new.formats, new.source_id, new.personal, new.credentials)
    ON CONFLICT DO NOTHING;
  UPDATE asset SET group_no = (SELECT no FROM asset_group WHERE source_id = new.source_id AND category = new.category AND org_id = new.org_id
    AND vanished = new.vanished AND grade_rank = new.grade_rank AND state = new.state AND sector = new.sector AND kind = new.kind AND formats = new.formats
    AND personal = new.personal AND credentials = new.credentials) WHERE id = new.id;
  UPDATE asset_group SET asset_count = asset_count + 1, row_sum = row_sum + new.row_count, byte_sum = byte_sum + new.byte_count,
    person_sum = person_sum + new.person_count WHERE no = (SELECT group_no FROM asset WHERE id = new.id);
END;
CREATE TRIGGER asset_goes AFTER DELETE ON asset WHEN old.group_no > 0
BEGIN
  UPDATE asset_group SET asset_count = asset_count - 1, row_sum = row_sum - old.row_count, byte_sum = byte_sum - old.byte_count,
    person_sum = person_sum - old.person_count WHERE no = old.group_no;
END;
)sql";

constexpr std::string_view kTriggersPg = R"sql(
CREATE FUNCTION asset_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found_no bigint;
BEGIN
  IF tg_op = 'UPDATE' THEN
    IF EXISTS (SELECT 1 FROM asset_group WHERE no = old.group_no AND org_id = new.org_id AND source_id = new.source_id AND category = new.category
      AND vanished = new.vanished AND grade_rank = new.grade_rank AND state = new.state AND sector = new.sector AND kind = new.kind AND formats = new.formats
      AND personal = new.personal AND credentials = new.credentials AND old.row_count = new.row_count AND old.byte_count = new.byte_count
      AND old.person_count = new.person_count) THEN RETURN new; END IF;
  END IF;
  IF old.group_no > 0 THEN
    UPDATE asset_group SET asset_count = asset_count - 1, row_sum = row_sum - old.row_count, byte_sum = byte_sum - old.byte_count,
      person_sum = person_sum - old.person_count WHERE no = old.group_no;
  END IF;
  IF tg_op = 'DELETE' THEN RETURN old; END IF;
  SELECT no INTO found_no FROM asset_group WHERE source_id = new.source_id AND category = new.category AND org_id = new.org_id
    AND vanished = new.vanished AND grade_rank = new.grade_rank AND state = new.state AND sector = new.sector AND kind = new.kind AND formats = new.formats
    AND personal = new.personal AND credentials = new.credentials;
  IF found_no IS NULL THEN
    INSERT INTO asset_group(org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials)
      VALUES(new.org_id, new.vanished, new.grade_rank, new.state, new.sector, new.category, new.kind, new.formats, new.source_id, new.personal, new.credentials)
      RETURNING no INTO found_no;
  END IF;
  UPDATE asset_group SET asset_count = asset_count + 1, row_sum = row_sum + new.row_count, byte_sum = byte_sum + new.byte_count,
    person_sum = person_sum + new.person_count WHERE no = found_no;
  new.group_no := found_no;
  RETURN new;
END $$;
CREATE TRIGGER asset_moves BEFORE UPDATE OF org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials, row_count, byte_count,
  person_count ON asset FOR EACH ROW WHEN (new.group_no >= 0 AND (old.group_no = 0 OR old.org_id <> new.org_id OR old.vanished <> new.vanished
  OR old.grade_rank <> new.grade_rank OR old.state <> new.state OR old.sector <> new.sector OR old.category <> new.category OR old.kind <> new.kind OR old.formats <> new.formats
  OR old.source_id <> new.source_id OR old.personal <> new.personal OR old.credentials <> new.credentials OR old.row_count <> new.row_count
  OR old.byte_count <> new.byte_count OR old.person_count <> new.person_count)) EXECUTE FUNCTION asset_moves();
CREATE TRIGGER asset_goes BEFORE DELETE ON asset FOR EACH ROW WHEN (old.group_no > 0) EXECUTE FUNCTION asset_moves();
)sql";

// The words stand in asset_words on both engines; the inverted lists over them are each engine's own. FTS5 keeps which asset has a word, not where
// (detail=none); the word table of the text is ours already, so nothing is stored twice.
constexpr std::string_view kWordIndex = R"sql(
CREATE INDEX asset_by_parent ON asset(parent);
CREATE VIRTUAL TABLE asset_word_index USING fts5(words, content='asset_words', content_rowid='no', tokenize="ascii tokenchars ':'", detail=none, columnsize=0);
CREATE TRIGGER asset_words_in AFTER INSERT ON asset_words BEGIN INSERT INTO asset_word_index(rowid, words) VALUES(new.no, new.words); END;
CREATE TRIGGER asset_words_out AFTER DELETE ON asset_words BEGIN
  INSERT INTO asset_word_index(asset_word_index, rowid, words) VALUES('delete', old.no, old.words);
END;
CREATE TRIGGER asset_words_other AFTER UPDATE OF words ON asset_words BEGIN
  INSERT INTO asset_word_index(asset_word_index, rowid, words) VALUES('delete', old.no, old.words);
  INSERT INTO asset_word_index(rowid, words) VALUES(new.no, new.words);
END;
)sql";

constexpr std::string_view kWordIndexPg = R"sql(
CREATE INDEX asset_by_parent ON asset USING hash (parent);
CREATE INDEX asset_word_index ON asset_words USING gin (array_to_tsvector(string_to_array(words, ' ')));
)sql";

}  // namespace

std::string lists_sqlite() {
  std::string out(kLongLast);
  return out.append(kColumns).append(kTables).append(kTriggers).append(kWordIndex);
}

std::string lists_postgres() {
  std::string out(kColumns);
  return out.append(kTables).append(kTriggersPg).append(kWordIndexPg);
}

}  // namespace gongdun::catalog
