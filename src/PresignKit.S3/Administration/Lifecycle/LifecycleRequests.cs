using System.Security.Cryptography;
using System.Text;
using PresignKit.S3.Http;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>
/// Reads and writes a bucket's lifecycle as XML, without the AWS SDK: its model holds only one part of a filter at a time, so the other parts would
/// be lost from the rules of others.
/// </summary>
internal sealed class LifecycleRequests(BackendSigner signer, PlainHttp http)
{
    /// <summary>A setting of the whole configuration. It must be repeated on every write, or it is reset to its default.</summary>
    public const string MinimumSize = "x-amz-transition-default-minimum-object-size";

    public Task<PlainAnswer> GetAsync(CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, null, null, cancellationToken);

    public Task<PlainAnswer> PutAsync(string xml, string? minimumSize, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, Encoding.UTF8.GetBytes(xml), minimumSize, cancellationToken);

    public Task<PlainAnswer> DeleteAsync(CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, null, null, cancellationToken);

    private async Task<PlainAnswer> SendAsync(HttpMethod method, byte[]? body, string? minimumSize, CancellationToken cancellationToken)
    {
        var presigner = await signer.OpenInternalAsync(cancellationToken).ConfigureAwait(false);

        // Every header that is sent is signed, because Ceph 20 refuses a Content-Type that is not.
        List<NameValue> headers = [];
        if (body is not null)
        {
            headers.Add(new("Content-Type", "application/xml"));
#pragma warning disable CA5351 // S3 requires the MD5 of this body ("PutBucketLifecycleConfiguration", Content-MD5); it is not used for security.
            headers.Add(new("Content-MD5", Convert.ToBase64String(MD5.HashData(body))));
#pragma warning restore CA5351
        }

        if (minimumSize is not null)
        {
            headers.Add(new(MinimumSize, minimumSize));
        }

        var url = presigner.Presign(new()
        {
            Method = method.Method,
            Target = PresignTarget.Bucket,
            SignedAt = signer.Now,
            Lifetime = TimeSpan.FromMinutes(5),
            Headers = headers.ToArray(),
            Query = [new("lifecycle", ""), .. signer.BucketFacts],
        });
        using var request = PlainHttp.Request(method, url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var header in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                request.Content!.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
