-- AlterTable
ALTER TABLE "note_there" ADD COLUMN     "files" JSONB;
