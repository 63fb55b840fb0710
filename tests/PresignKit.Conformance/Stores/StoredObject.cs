using Amazon.S3.Model;

namespace PresignKit.Conformance.Stores;

/// <summary>The attributes that a store keeps with an object, from HEAD and GetObjectTagging; null if the store returns none.</summary>
public sealed record StoredObject
{
    /// <summary>The start of an MP4 file, a box "ftyp" of 24 bytes: enough for completion to recognize it.</summary>
    public static byte[] Video { get; } = Convert.FromHexString("000000186674797069736F6D0000020069736F6D6D703431");

    public string? ContentType { get; private init; }

    public string? CacheControl { get; private init; }

    public string? ContentLanguage { get; private init; }

    public string? ContentDisposition { get; private init; }

    public string? ContentEncoding { get; private init; }

    public string? Expires { get; private init; }

    public string? StorageClass { get; private init; }

    public string? Encryption { get; private init; }

    public string? EncryptionKeyId { get; private init; }

    /// <summary>As <c>name=value</c>, sorted.</summary>
    public string[] Metadata { get; private init; } = [];

    /// <summary>As <c>name=value</c>, sorted.</summary>
    public string[] Tags { get; private init; } = [];

    public static async Task<StoredObject> ReadAsync(S3ConformanceStore store, string key)
    {
        using var owner = store.CreateClient();
        var head = await owner.GetObjectMetadataAsync(store.Container, key, TestContext.Current.CancellationToken);
        var tags = await owner.GetObjectTaggingAsync(
            new GetObjectTaggingRequest { BucketName = store.Container, Key = key }, TestContext.Current.CancellationToken);
        return new()
        {
            ContentType = head.Headers.ContentType,
            CacheControl = Text(head.Headers.CacheControl),
            ContentLanguage = Text(head.ContentLanguage),
            ContentDisposition = Text(head.Headers.ContentDisposition),
            ContentEncoding = Text(head.Headers.ContentEncoding),
            Expires = Text(head.ExpiresString),
            StorageClass = Text(head.StorageClass?.Value),
            Encryption = Text(head.ServerSideEncryptionMethod?.Value),
            EncryptionKeyId = Text(head.ServerSideEncryptionKeyManagementServiceKeyId),
            Metadata = [.. head.Metadata.Keys.Select(name => $"{name.Replace("x-amz-meta-", "", StringComparison.Ordinal)}={head.Metadata[name]}")
                .Order(StringComparer.Ordinal)],
            Tags = [.. (tags.Tagging ?? []).Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>A standard HTTP header, by its name.</summary>
    public string? Standard(string name) => name switch
    {
        "Cache-Control" => CacheControl,
        "Content-Disposition" => ContentDisposition,
        "Content-Encoding" => ContentEncoding,
        "Content-Language" => ContentLanguage,
        "Expires" => Expires,
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
