using System.Diagnostics;

namespace PresignKit.CloudFront;

/// <summary>
/// A signed query for everything in one folder, which a player adds to the address of a playlist. Treat it as a password: <see cref="ToString"/> and the
/// debugger show it without its signature.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CloudFrontQuery
{
    private readonly string _query;

    internal CloudFrontQuery(string folder, string query, DateTimeOffset expiresAt, ExpiryLimit limitedBy) =>
        (Folder, _query, ExpiresAt, LimitedBy) = (folder, query, expiresAt, limitedBy);

    /// <summary>The folder in the bucket.</summary>
    public string Folder { get; }

    /// <summary>When access ends.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What determined <see cref="ExpiresAt"/>.</summary>
    public ExpiryLimit LimitedBy { get; }

    /// <summary>The query without a question mark. Some parameters are in it twice, with and without hyphens, for playlists that pass them on.</summary>
    /// <returns>The query with its signature, which needs no encoding.</returns>
    public string RevealQuery() => _query;

    /// <summary>The folder and the end, without the signature.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Folder}*?<redacted>, expires {ExpiresAt:u}";
}
