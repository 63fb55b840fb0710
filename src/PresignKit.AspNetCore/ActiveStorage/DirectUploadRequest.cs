using System.Text.Json.Serialization;

namespace PresignKit.AspNetCore.ActiveStorage;

/// <summary>The body of the request that <c>@rails/activestorage</c> sends for each file.</summary>
internal sealed record DirectUploadRequest
{
    [JsonPropertyName("blob")]
    public required DirectUploadBlob Blob { get; init; }
}
