using PresignKit.SigV4;

namespace PresignKit.S3.Http;

/// <summary>Reads a subresource of the bucket, such as <c>versioning</c>, with the backend's credentials.</summary>
/// <remarks>Amazon S3 API Reference: GetBucketVersioning, GetObjectLockConfiguration, GetBucketAcl, and others.</remarks>
internal static class BucketSubresource
{
    /// <summary>Sends the request. Every status is an answer.</summary>
    public static async Task<PlainAnswer> GetAsync(BackendSigner signer, PlainHttp http, string name, CancellationToken cancellationToken)
    {
        var presigner = await signer.OpenInternalAsync(cancellationToken).ConfigureAwait(false);
        using var request = PlainHttp.Request(HttpMethod.Get, presigner.Presign(new()
        {
            Method = "GET",
            Target = PresignTarget.Bucket,
            SignedAt = signer.Now,
            Lifetime = TimeSpan.FromMinutes(5),
            Query = [new(name, ""), .. signer.BucketFacts],
        }));
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
