namespace PresignKit.LocalS3.Http;

/// <summary>The query parameters that select an operation. Others (x-id, prefix, response-*) only modify one.</summary>
internal static class SubResources
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "append", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold",
        "lifecycle", "location", "logging", "metadataConfiguration", "metadataInventoryTable", "metadataJournalTable", "metadataTable", "metrics",
        "notification", "object-lock", "ownershipControls", "partNumber", "policy", "policyStatus", "publicAccessBlock", "renameObject",
        "replication", "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versionId",
        "versioning", "versions", "website",
    };

    /// <summary>The subresources in the query, sorted and joined with commas, as the router matches them.</summary>
    public static string Of(QueryParameters query) => string.Join(',', query.All.Keys.Where(Known.Contains).Order(StringComparer.Ordinal));
}
