namespace PresignKit.Client.Json;

/// <summary>The body of POST /slots.</summary>
internal sealed class OpenBody
{
    public required string Policy { get; init; }

    public required string FileName { get; init; }

    public string? ContentType { get; init; }

    public required long Size { get; init; }

    public string? ChecksumSha256 { get; init; }

    public IReadOnlyDictionary<string, string>? Context { get; init; }

    public IReadOnlyList<string> Transports { get; init; } = ["put", "post", "multipart"];
}
