-- AlterTable
ALTER TABLE "note_there" ADD COLUMN     "sent_before" TEXT[] DEFAULT ARRAY[]::TEXT[];
