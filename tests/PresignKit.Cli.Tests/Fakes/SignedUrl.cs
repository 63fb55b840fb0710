using PresignKit.SigV4;

namespace PresignKit.Cli.Tests.Fakes;

/// <summary>URLs such as an application issues.</summary>
internal static class SignedUrl
{
    public static string Of(
        LocalStore store,
        string method,
        string key,
        DateTimeOffset signedAt,
        TimeSpan expiresIn,
        string region = "us-east-1",
        string? token = null,
        params NameValue[] headers) =>
        new UrlPresigner(
            BucketEndpoint.Create(store.Endpoint, LocalStore.Bucket, BucketAddressing.Path), new(LocalStore.AccessKey, LocalStore.Secret, token), region)
            .Presign(new() { Method = method, Target = PresignTarget.ForObject(key), SignedAt = signedAt, Lifetime = expiresIn, Headers = headers });

    public static string Signature(string url) => url.Split("X-Amz-Signature=")[1];
}
