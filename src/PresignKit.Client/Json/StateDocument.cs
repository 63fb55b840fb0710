namespace PresignKit.Client.Json;

/// <summary>A saved upload.</summary>
internal sealed class StateDocument
{
    public required int Version { get; init; }

    public required string Token { get; init; }

    public required string Transport { get; init; }

    public required string Policy { get; init; }

    public required string FileName { get; init; }

    public required string Key { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public long PartSize { get; init; }

    public string? TransferChecksum { get; init; }

    public string? ChecksumSha256 { get; init; }

    public IReadOnlyDictionary<string, string>? Context { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The checksums of the parts that were sent, in order; null for the others.</summary>
    public IReadOnlyList<string?>? Checksums { get; init; }
}
