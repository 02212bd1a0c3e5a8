-- AlterTable
ALTER TABLE "reference" ADD COLUMN     "gone" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "write_back" ADD COLUMN     "source" TEXT;
