-- Where a registered cluster came from: who brought it, and the namespace that its kubeconfig's context names.
ALTER TABLE "clusters"
  ADD COLUMN "default_namespace" TEXT,
  ADD COLUMN "created_by_id" UUID,
  ADD CONSTRAINT "clusters_default_namespace_check" CHECK ("default_namespace" ~ '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$');
