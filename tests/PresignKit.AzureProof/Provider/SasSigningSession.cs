using System.Collections.Frozen;
using Azure.Storage;
using Azure.Storage.Sas;
using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

/// <summary>Signs with a service SAS for one blob ("Create a service SAS", signed resource <c>b</c>).</summary>
internal sealed class SasSigningSession(AzureBlobSettings settings, StorageSharedKeyCredential credential) : ISigningSession
{
    private static readonly FrozenDictionary<string, string> NoHeaders = FrozenDictionary<string, string>.Empty;

    public DateTimeOffset? CredentialsExpireAt => null;

    public SignedRequest Sign(in AccessSpecification specification) => Refused(specification) is { } what
        ? throw new NotSupportedException($"A SAS cannot select {what}.")
        : SignAccess(specification);

    public SignedRequest SignUpload(in UploadSpecification specification)
    {
        if (specification.Attributes != StoredAttributes.None)
        {
            throw new NotSupportedException("A SAS does not sign request headers, so it cannot bind the headers that are stored with a blob.");
        }

        // "Put Blob". Content type and length are not signed, and the store does not support SHA-256 checksums.
        var headers = new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob", ["Content-Type"] = specification.ContentType };
        var permissions = BlobSasPermissions.Create;
        if (specification.WriteOnce)
        {
            // Permission c refuses a second upload. The holder can omit the condition, but with it the refusal says why.
            headers["If-None-Match"] = "*";
        }
        else
        {
            permissions |= BlobSasPermissions.Write;
        }

        return new("PUT", Url(specification.Key, specification.SignedAt + specification.Lifetime, permissions, null), headers);
    }

    /// <summary>
    /// "Put Block" needs the permission to write the whole blob, and neither the block's identifier nor its length is signed: the holder can also send other
    /// blocks, or the blob itself, before and after the upload is completed (<see cref="StoreProfile.IsolatedPart"/>, <see cref="StoreProfile.PartUrlsEnd"/>).
    /// </summary>
    public SignedRequest SignPart(in PartSpecification specification)
    {
        if (specification.Checksum is not null)
        {
            throw new NotSupportedException("Azure Blob Storage does not verify a SHA-256 of a block.");
        }

        var url = Url(specification.Key, specification.SignedAt + specification.Lifetime, BlobSasPermissions.Write, null);
        var block = Uri.EscapeDataString(BlockIds.Of(specification.UploadId, specification.Number));
        return new(
            "PUT",
            $"{url}&comp=block&blockid={block}",
            specification.ContentType is { } type ? new Dictionary<string, string> { ["Content-Type"] = type } : NoHeaders);
    }

    public SignedForm SignFormUpload(in UploadSpecification specification) =>
        throw new NotSupportedException("Azure Blob Storage does not support form uploads.");

    private static string? Refused(in AccessSpecification specification) => specification switch
    {
        { VersionId: not null } => "a version with the signed resource b",
        { PartNumber: not null } => "a part: a blob has none once its blocks are committed",
        { Overrides.Expires: not null } => "the response header Expires",
        _ => null,
    };

    private SignedRequest SignAccess(in AccessSpecification specification) => specification.Access switch
    {
        ObjectAccess.Read => new("GET", Url(specification, BlobSasPermissions.Read), NoHeaders),
        ObjectAccess.Delete => new("DELETE", Url(specification, BlobSasPermissions.Delete), NoHeaders),

        // Permission r allows reading both properties and bytes, so a URL for HEAD would also allow GET.
        ObjectAccess.Head => throw new NotSupportedException("A SAS cannot be limited to HEAD: permission to read a blob's properties includes its bytes."),
        _ => throw new NotSupportedException($"A SAS cannot {specification.Access}."),
    };

    private string Url(in AccessSpecification specification, BlobSasPermissions permissions) =>
        Url(specification.Key, specification.SignedAt + specification.Lifetime, permissions, specification.Overrides);

    // Without a start time, because a server whose clock is slightly behind would refuse a new URL.
    private string Url(ObjectKey key, DateTimeOffset expiresAt, BlobSasPermissions permissions, ResponseOverrides? overrides)
    {
        var builder = new BlobSasBuilder(permissions, expiresAt)
        {
            BlobContainerName = settings.Container,
            BlobName = key.Value,
            Resource = "b",
            ContentType = overrides?.ContentType,
            ContentDisposition = overrides?.ContentDisposition,
            CacheControl = overrides?.CacheControl,
            ContentEncoding = overrides?.ContentEncoding,
            ContentLanguage = overrides?.ContentLanguage,
        };
        var path = string.Join('/', key.Value.Split('/').Select(Uri.EscapeDataString));
        return $"{settings.Endpoint}/{settings.Container}/{path}?{builder.ToSasQueryParameters(credential)}";
    }
}
