-- People --------------------------------------------------------------------------------------------------------------

CREATE TYPE "portal_role" AS ENUM ('member', 'manager', 'platform');
CREATE TYPE "user_status" AS ENUM ('active', 'suspended');

CREATE TABLE "users" (
  "id" UUID NOT NULL,
  "email" TEXT NOT NULL,
  "display_name" TEXT NOT NULL,
  "portal_role" "portal_role" NOT NULL DEFAULT 'member',
  "status" "user_status" NOT NULL DEFAULT 'active',
  "access_epoch" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
  -- One spelling per address, and only the ASCII at sign: look-alikes are other people.
  CONSTRAINT "users_email_check" CHECK ("email" = lower("email") AND "email" ~ '^[!-?A-~]+@[!-?A-~]+$' AND length("email") <= 254),
  CONSTRAINT "users_display_name_check" CHECK (length("display_name") BETWEEN 1 AND 200)
);
CREATE UNIQUE INDEX "users_email_key" ON "users" ("email");

CREATE TABLE "identities" (
  "id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "password_hash" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "identities_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "identities_issuer_check" CHECK ("issuer" <> '' AND "subject" <> ''),
  CONSTRAINT "identities_password_check" CHECK ("password_hash" IS NULL OR "issuer" = 'local')
);
CREATE UNIQUE INDEX "identities_issuer_subject_key" ON "identities" ("issuer", "subject");
CREATE INDEX "identities_user_id_idx" ON "identities" ("user_id");

CREATE TABLE "user_sessions" (
  "id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
  "idle_until" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "revoked_at" TIMESTAMPTZ(3),
  "user_agent" TEXT,
  CONSTRAINT "user_sessions_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "user_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "user_sessions_times_check" CHECK ("idle_until" <= "expires_at" AND "created_at" < "expires_at"),
  CONSTRAINT "user_sessions_user_agent_check" CHECK (length("user_agent") <= 300)
);
CREATE INDEX "user_sessions_user_id_idx" ON "user_sessions" ("user_id");

-- Teams ---------------------------------------------------------------------------------------------------------------

CREATE TYPE "team_role" AS ENUM ('owner', 'member', 'viewer');

CREATE TABLE "teams" (
  "id" UUID NOT NULL,
  "slug" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "cost_centre" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "teams_pkey" PRIMARY KEY ("id"),
  -- A DNS label (RFC 1123): the slug becomes part of a group name in the clusters.
  CONSTRAINT "teams_slug_check" CHECK ("slug" ~ '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')
);
CREATE UNIQUE INDEX "teams_slug_key" ON "teams" ("slug");

CREATE TABLE "memberships" (
  "id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "team_id" UUID NOT NULL,
  "role" "team_role" NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "memberships_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "memberships_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "memberships_user_id_team_id_key" ON "memberships" ("user_id", "team_id");
CREATE INDEX "memberships_team_id_idx" ON "memberships" ("team_id");

-- Clusters ------------------------------------------------------------------------------------------------------------

CREATE TYPE "cluster_state" AS ENUM ('active', 'paused');
CREATE TYPE "credential_purpose" AS ENUM ('observe', 'impersonate');
CREATE TYPE "credential_kind" AS ENUM ('token', 'client_certificate');
CREATE TYPE "credential_status" AS ENUM ('active', 'previous', 'revoked');

CREATE TABLE "environments" (
  "id" UUID NOT NULL,
  "slug" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "rank" INTEGER NOT NULL,
  "is_production" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "environments_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "environments_slug_check" CHECK ("slug" ~ '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')
);
CREATE UNIQUE INDEX "environments_slug_key" ON "environments" ("slug");

CREATE TABLE "clusters" (
  "id" UUID NOT NULL,
  "slug" TEXT NOT NULL,
  "display_name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "environment_id" UUID NOT NULL,
  "provider" TEXT,
  "region" TEXT,
  "server" TEXT NOT NULL,
  "ca_bundle" TEXT,
  "tls_server_name" TEXT,
  "kube_system_uid" TEXT,
  "state" "cluster_state" NOT NULL DEFAULT 'active',
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "clusters_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "clusters_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environments" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "clusters_slug_check" CHECK ("slug" ~ '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$'),
  CONSTRAINT "clusters_server_check" CHECK ("server" ~ '^https://[^[:space:]@?#]+$'),
  CONSTRAINT "clusters_kube_system_uid_check" CHECK ("kube_system_uid" <> '')
);
CREATE UNIQUE INDEX "clusters_slug_key" ON "clusters" ("slug");
CREATE UNIQUE INDEX "clusters_kube_system_uid_key" ON "clusters" ("kube_system_uid");
CREATE INDEX "clusters_environment_id_idx" ON "clusters" ("environment_id");

CREATE TABLE "cluster_groups" (
  "id" UUID NOT NULL,
  "slug" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "cluster_groups_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "cluster_groups_slug_check" CHECK ("slug" ~ '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')
);
CREATE UNIQUE INDEX "cluster_groups_slug_key" ON "cluster_groups" ("slug");

CREATE TABLE "cluster_group_members" (
  "group_id" UUID NOT NULL,
  "cluster_id" UUID NOT NULL,
  CONSTRAINT "cluster_group_members_pkey" PRIMARY KEY ("group_id", "cluster_id"),
  CONSTRAINT "cluster_group_members_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "cluster_groups" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "cluster_group_members_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "cluster_group_members_cluster_id_idx" ON "cluster_group_members" ("cluster_id");

CREATE TABLE "cluster_status" (
  "cluster_id" UUID NOT NULL,
  "reachable" BOOLEAN NOT NULL,
  "reason" TEXT,
  "last_ok_at" TIMESTAMPTZ(3),
  "k8s_version" TEXT,
  "node_count" INTEGER,
  "pod_count" INTEGER,
  "latency_ms" DOUBLE PRECISION,
  "diagnosis" JSONB,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "cluster_status_pkey" PRIMARY KEY ("cluster_id"),
  CONSTRAINT "cluster_status_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "cluster_credentials" (
  "id" UUID NOT NULL,
  "cluster_id" UUID NOT NULL,
  "purpose" "credential_purpose" NOT NULL,
  "kind" "credential_kind" NOT NULL,
  "ciphertext" BYTEA NOT NULL,
  "nonce" BYTEA NOT NULL,
  "wrapped_key" BYTEA NOT NULL,
  "wrap_nonce" BYTEA NOT NULL,
  "key_id" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "not_after" TIMESTAMPTZ(3),
  "status" "credential_status" NOT NULL DEFAULT 'active',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_used_at" TIMESTAMPTZ(3),
  CONSTRAINT "cluster_credentials_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "cluster_credentials_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  -- AES-256-GCM: 96-bit nonces, 128-bit tag after the ciphertext; the wrapped key is 32 bytes and a tag.
  CONSTRAINT "cluster_credentials_nonce_check" CHECK (octet_length("nonce") = 12 AND octet_length("wrap_nonce") = 12),
  CONSTRAINT "cluster_credentials_ciphertext_check" CHECK (octet_length("ciphertext") > 16 AND octet_length("wrapped_key") = 48),
  CONSTRAINT "cluster_credentials_key_id_check" CHECK ("key_id" <> ''),
  CONSTRAINT "cluster_credentials_fingerprint_check" CHECK ("fingerprint" ~ '^[0-9a-f]{16}$')
);
CREATE INDEX "cluster_credentials_cluster_id_idx" ON "cluster_credentials" ("cluster_id");
CREATE INDEX "cluster_credentials_key_id_idx" ON "cluster_credentials" ("key_id");
-- Rotation in two phases: the new one becomes active in the same statement in which the old one stops.
CREATE UNIQUE INDEX "cluster_credentials_active_key" ON "cluster_credentials" ("cluster_id", "purpose") WHERE "status" = 'active';

-- Grants --------------------------------------------------------------------------------------------------------------

CREATE TYPE "grant_role" AS ENUM ('viewer', 'developer', 'maintainer', 'platform', 'manager');
CREATE TYPE "grant_source" AS ENUM ('manual', 'request', 'gitops');

CREATE TABLE "grants" (
  "id" UUID NOT NULL,
  "team_id" UUID,
  "user_id" UUID,
  "cluster_id" UUID,
  "cluster_group_id" UUID,
  "environment_id" UUID,
  "namespaces" TEXT[] NOT NULL,
  "role" "grant_role" NOT NULL,
  "reason" TEXT NOT NULL,
  "source" "grant_source" NOT NULL DEFAULT 'manual',
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  "revoked_by_id" UUID,
  "created_by_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "grants_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "grants_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "grants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "grants_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "grants_cluster_group_id_fkey" FOREIGN KEY ("cluster_group_id") REFERENCES "cluster_groups" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "grants_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environments" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "grants_one_subject_check" CHECK (num_nonnulls("team_id", "user_id") = 1),
  CONSTRAINT "grants_one_target_check" CHECK (num_nonnulls("cluster_id", "cluster_group_id", "environment_id") = 1),
  -- Each entry is a DNS label in which `*` may stand for characters; the second condition refuses entries with commas.
  CONSTRAINT "grants_namespaces_check" CHECK (
    array_ndims("namespaces") = 1
    AND array_position("namespaces", NULL) IS NULL
    AND array_to_string("namespaces", ',') ~ '^[a-z0-9*]([-a-z0-9*]{0,61}[a-z0-9*])?(,[a-z0-9*]([-a-z0-9*]{0,61}[a-z0-9*])?)*$'
    AND cardinality(string_to_array(array_to_string("namespaces", ','), ',')) = cardinality("namespaces")
  ),
  CONSTRAINT "grants_period_check" CHECK ("expires_at" > "starts_at"),
  CONSTRAINT "grants_revoked_check" CHECK ("revoked_by_id" IS NULL OR "revoked_at" IS NOT NULL)
);
CREATE INDEX "grants_team_id_idx" ON "grants" ("team_id");
CREATE INDEX "grants_user_id_idx" ON "grants" ("user_id");
CREATE INDEX "grants_cluster_id_idx" ON "grants" ("cluster_id");
CREATE INDEX "grants_cluster_group_id_idx" ON "grants" ("cluster_group_id");
CREATE INDEX "grants_environment_id_idx" ON "grants" ("environment_id");
-- Ids are unique over all tables, so one column can stand for "whichever is set".
CREATE UNIQUE INDEX "grants_unrevoked_key" ON "grants" (
  coalesce("team_id", "user_id"), coalesce("cluster_id", "cluster_group_id", "environment_id"), "namespaces", "role"
) WHERE "revoked_at" IS NULL;

-- Audit ---------------------------------------------------------------------------------------------------------------

CREATE TYPE "audit_phase" AS ENUM ('intent', 'outcome', 'event');

CREATE TABLE "audit_events" (
  "seq" BIGSERIAL NOT NULL,
  "id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "phase" "audit_phase" NOT NULL,
  "intent_id" UUID,
  "actor_id" UUID,
  "actor_name" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "target_kind" TEXT NOT NULL,
  "target_id" TEXT,
  "target_name" TEXT NOT NULL,
  "team_id" UUID,
  "cluster_id" UUID,
  "namespace" TEXT,
  "result" TEXT NOT NULL,
  "request_id" TEXT,
  "detail" JSONB NOT NULL,
  "prev_hash" BYTEA NOT NULL,
  "hash" BYTEA NOT NULL,
  CONSTRAINT "audit_events_pkey" PRIMARY KEY ("seq"),
  CONSTRAINT "audit_events_result_check" CHECK ("result" IN ('allowed', 'denied', 'succeeded', 'failed')),
  CONSTRAINT "audit_events_intent_check" CHECK (("phase" = 'outcome') = ("intent_id" IS NOT NULL)),
  CONSTRAINT "audit_events_hash_check" CHECK (octet_length("hash") = 32 AND octet_length("prev_hash") = 32)
);
CREATE UNIQUE INDEX "audit_events_id_key" ON "audit_events" ("id");
-- Two rows after the same row would be a fork of the chain.
CREATE UNIQUE INDEX "audit_events_prev_hash_key" ON "audit_events" ("prev_hash");
CREATE UNIQUE INDEX "audit_events_outcome_key" ON "audit_events" ("intent_id") WHERE "phase" = 'outcome';
CREATE INDEX "audit_events_at_idx" ON "audit_events" ("at");
CREATE INDEX "audit_events_actor_id_at_idx" ON "audit_events" ("actor_id", "at");
CREATE INDEX "audit_events_cluster_id_at_idx" ON "audit_events" ("cluster_id", "at");
CREATE INDEX "audit_events_team_id_at_idx" ON "audit_events" ("team_id", "at");

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_events_no_truncate" BEFORE TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
