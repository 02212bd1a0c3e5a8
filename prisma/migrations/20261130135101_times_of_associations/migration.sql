-- Stop every copy first: CREATE FUNCTION time_of_association()
-- DropIndex
DROP INDEX "association_source_customer_kind_idx";

-- AlterTable
ALTER TABLE "association" ADD COLUMN     "at" TIMESTAMPTZ(3);

-- By hand from here: entries are ordered by their plain bytes, and two tables keep the time together.
CREATE INDEX "association_source_customer_kind_at_external_id_idx" ON "association"("source", "customer", "kind", "at", "external_id" COLLATE "C");

UPDATE association a SET at = e.at FROM entry e
  WHERE a.kind = 'entry' AND e.source = a.source COLLATE "C" AND e.external_id = a.external_id COLLATE "C";

-- Associations of entries that are not there yet.
CREATE INDEX association_untimed_idx ON association(source, external_id) WHERE kind = 'entry' AND at IS NULL;

CREATE FUNCTION time_of_association() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := (SELECT e.at FROM entry e WHERE e.source = NEW.source COLLATE "C" AND e.external_id = NEW.external_id COLLATE "C");
  RETURN NEW;
END $$;
CREATE TRIGGER association_insert BEFORE INSERT ON association FOR EACH ROW WHEN (NEW.kind = 'entry') EXECUTE FUNCTION time_of_association();

CREATE FUNCTION move_associations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE association SET at = NEW.at
    WHERE kind = 'entry' AND source = NEW.source COLLATE "default" AND external_id = NEW.external_id COLLATE "default";
  RETURN NULL;
END $$;
CREATE TRIGGER entry_moved AFTER UPDATE OF at ON entry FOR EACH ROW WHEN (OLD.at IS DISTINCT FROM NEW.at) EXECUTE FUNCTION move_associations();
