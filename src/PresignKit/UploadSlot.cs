using System.Diagnostics;

namespace PresignKit;

/// <summary>Permission to upload one object: the signed request, what it promises, and until when.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record UploadSlot
{
    /// <summary>The name of the store the object goes to.</summary>
    public required string Store { get; init; }

    /// <summary>The name of the policy it was issued under.</summary>
    public required string Policy { get; init; }

    /// <summary>The object's key, chosen by the policy's template.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The content type the object is stored with: the declared one, or what it is an alias of.</summary>
    public required string ContentType { get; init; }

    /// <summary>The declared size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>How the holder sends the file.</summary>
    public required UploadTransport Transport { get; init; }

    /// <summary>The signed PUT; null unless <see cref="Transport"/> is <see cref="UploadTransport.Put"/>.</summary>
    public PresignedUrl? Put { get; init; }

    /// <summary>The signed form; null unless <see cref="Transport"/> is <see cref="UploadTransport.Post"/>.</summary>
    public PresignedPost? Post { get; init; }

    /// <summary>When the store stops honouring the request.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What set <see cref="ExpiresAt"/>.</summary>
    public required ExpiryLimit LimitedBy { get; init; }

    /// <summary>Which promises hold, and who keeps them.</summary>
    public required Guarantees Guarantees { get; init; }

    /// <summary>Policy, key and transport, without any signature.</summary>
    public override string ToString() => $"{Transport} slot of policy {Policy} for {Key} in {Store}, expires {ExpiresAt:u}";
}
