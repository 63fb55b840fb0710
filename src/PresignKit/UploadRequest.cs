using PresignKit.Issuing;

namespace PresignKit;

/// <summary>What an application asks for when it opens a slot. Everything a client said is untrusted until the policy has accepted it.</summary>
public sealed record UploadRequest
{
    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The client's name for the file. It never becomes part of a key but through <c>{filename}</c> and <c>{ext}</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>The client's content type; may be empty or odd, as browsers send it: it is then inferred from the file name's extension.</summary>
    public string? ContentType { get; init; }

    /// <summary>The exact size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The SHA-256 of the file in base64, where the policy requires or the client offers one.</summary>
    public string? ChecksumSha256 { get; init; }

    /// <summary>The application's own values for the key template, such as <c>tenant</c> and <c>user</c>. Never fill them from the request.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> KeyValues { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Metadata to store with the object; the policy lists the names it allows. Values are printable ASCII.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A shorter life than the policy's.</summary>
    /// <value>Null: the policy's expiry.</value>
    public TimeSpan? Lifetime { get; init; }
}
