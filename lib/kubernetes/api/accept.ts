/** Objects reduced to their metadata, for kinds whose content must not be held (Secrets) or is not needed. */
export const ACCEPT_METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
export const ACCEPT_METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/** Rows with the columns that kubectl prints. */
export const ACCEPT_TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";
