-- AlterTable
ALTER TABLE "customer" ALTER COLUMN "updated_at" DROP DEFAULT;

-- AlterTable
ALTER TABLE "room" ALTER COLUMN "opened_at" DROP DEFAULT;
