using System.Text.Json;

namespace PresignKit.Client;

/// <summary>An accepted upload.</summary>
public sealed record UploadResult
{
    /// <summary>The application's ID of the upload.</summary>
    public required string Id { get; init; }

    /// <summary>The key of the object.</summary>
    public required string Key { get; init; }

    /// <summary>The verified content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The verified size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Whether the checksums of what was sent were compared with what the store received. It guards against damage on the way; not every
    /// store allows it.</summary>
    public bool IsTransferChecked { get; init; }

    /// <summary>What else the application answered.</summary>
    public IReadOnlyDictionary<string, JsonElement> Properties { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What was accepted, without what else the application answered.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Id}: {Key} ({ContentType}, {Size} bytes)";
}
