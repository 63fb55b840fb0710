using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Signing;

/// <summary>
/// Signs with a key that the application does not hold: one signature for each URL that is requested alone, or for a whole batch in a folder.
/// </summary>
internal sealed class ExternalSession(CloudFrontSettings settings, ExternalKey key) : IAsyncSigningSession
{
    public ExternalKey Key => key;

    public DateTimeOffset? CredentialsExpireAt => null;

    public ValueTask<SignedRequest> SignAsync(AccessSpecification specification, CancellationToken cancellationToken)
    {
        Refusals.Check(settings, specification.Access, specification.VersionId, specification.PartNumber);
        return SignAsync(specification.Key, specification.Overrides, new(specification.SignedAt + specification.Lifetime), cancellationToken);
    }

    /// <summary>Signs the address of one object.</summary>
    public async ValueTask<SignedRequest> SignAsync(
        ObjectKey objectKey, ResponseOverrides? overrides, AccessConditions conditions, CancellationToken cancellationToken)
    {
        var signature = await key.SignAsync(Hash(objectKey, overrides, conditions), cancellationToken).ConfigureAwait(false);
        return Finish(objectKey, overrides, conditions, signature);
    }

    public async ValueTask<ISigningSession> PrepareAsync(AccessBatch batch, CancellationToken cancellationToken)
    {
        if (batch.SharedFolder is not { } folder)
        {
            throw new StoreException(
                CloudFrontErrorCodes.SharedFolderRequired,
                $"Store '{settings.Name}' has an external signer, which is not called for each URL of a batch. Set SharedFolder of the request, issue the "
                + "URLs one by one, or use signed cookies.");
        }

        var policy = FolderPolicy.Of(settings, folder, new(batch.SignedAt + batch.Lifetime));
        var signature = await key.SignAsync(policy, cancellationToken).ConfigureAwait(false);
        return new FolderSession(settings, folder, FolderPolicy.Query(policy, signature, key));
    }

    public SignedRequest Sign(in AccessSpecification specification) =>
        throw new NotSupportedException($"Store '{settings.Name}' has an external signer, which signs asynchronously.");

    public SignedRequest SignUpload(in UploadSpecification specification) => throw Refusals.Upload(settings);

    public SignedForm SignFormUpload(in UploadSpecification specification) => throw Refusals.Upload(settings);

    private HashValue Hash(ObjectKey objectKey, ResponseOverrides? overrides, in AccessConditions conditions)
    {
        var policy = new Utf8Builder();
        try
        {
            CannedUrl.WritePolicy(settings, objectKey.Value, overrides, conditions, ref policy, out _);
            return HashValue.Of(policy.Written, key.Algorithm);
        }
        finally
        {
            policy.Dispose();
        }
    }

    private SignedRequest Finish(ObjectKey objectKey, ResponseOverrides? overrides, in AccessConditions conditions, byte[] signature)
    {
        var text = new Utf8Builder();
        try
        {
            var address = CannedUrl.WritePolicy(settings, objectKey.Value, overrides, conditions, ref text, out var hasQuery);
            var start = CannedUrl.Replace(ref text, address, hasQuery, conditions, signature, key);
            return CannedUrl.Request(text.Written[start..]);
        }
        finally
        {
            text.Dispose();
        }
    }
}
