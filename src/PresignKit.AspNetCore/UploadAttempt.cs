using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>A user asks for a slot.</summary>
public sealed record UploadAttempt
{
    /// <summary>Who asks.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>The id of <see cref="User"/> as <see cref="PresignKitEndpointOptions.UserId"/> finds it; null for an anonymous user.</summary>
    public required string? UserId { get; init; }

    /// <summary>The name of the upload policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The client's name for the file: free of separators and control characters, otherwise as the user chose it.</summary>
    public required string FileName { get; init; }

    /// <summary>The content type that the slot will be for: the declared one, the one it is an alias of, or the one that the file name's extension stands for.</summary>
    public string? ContentType { get; init; }

    /// <summary>The declared size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What else the client sent for the application, such as the album it uploads to. Untrusted text.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> Context { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
