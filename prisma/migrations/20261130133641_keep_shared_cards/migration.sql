-- AlterTable
ALTER TABLE "customer_post" ADD COLUMN     "view" JSONB;
