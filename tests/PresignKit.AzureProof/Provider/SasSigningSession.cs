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

    public SignedRequest Sign(in AccessSpecification specification) => specification.Access switch
    {
        ObjectAccess.Read => new("GET", Url(specification, BlobSasPermissions.Read), NoHeaders),
        ObjectAccess.Delete => new("DELETE", Url(specification, BlobSasPermissions.Delete), NoHeaders),

        // Permission r reads properties and bytes alike: a URL meant for HEAD would give the object away.
        ObjectAccess.Head => throw new NotSupportedException("A SAS cannot be limited to HEAD: whoever may read a blob's properties may read its bytes."),
        _ => throw new NotSupportedException($"A SAS cannot {specification.Access}."),
    };

    public SignedRequest SignUpload(in UploadSpecification specification)
    {
        if (specification.Attributes != StoredAttributes.None)
        {
            throw new NotSupportedException("A SAS signs no request header, so it cannot bind what is stored with a blob.");
        }

        // "Put Blob". The type stands for itself, unsigned; so does the length. A SHA-256 the store does not know.
        var headers = new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob", ["Content-Type"] = specification.ContentType };
        var permissions = BlobSasPermissions.Create;
        if (specification.WriteOnce)
        {
            // Permission c is what refuses. With the condition, which anyone may leave out, the refusal says why.
            headers["If-None-Match"] = "*";
        }
        else
        {
            permissions |= BlobSasPermissions.Write;
        }

        return new("PUT", Url(specification.Key, specification.SignedAt + specification.Lifetime, permissions, null), headers);
    }

    public SignedForm SignFormUpload(in UploadSpecification specification) =>
        throw new NotSupportedException("Azure Blob Storage takes no form uploads.");

    private string Url(in AccessSpecification specification, BlobSasPermissions permissions) =>
        Url(specification.Key, specification.SignedAt + specification.Lifetime, permissions, specification.Overrides);

    // No start: a server whose clock is a little behind would refuse what was just signed.
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
        };
        var path = string.Join('/', key.Value.Split('/').Select(Uri.EscapeDataString));
        return $"{settings.Endpoint}/{settings.Container}/{path}?{builder.ToSasQueryParameters(credential)}";
    }
}
