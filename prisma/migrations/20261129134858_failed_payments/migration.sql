-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'received';
