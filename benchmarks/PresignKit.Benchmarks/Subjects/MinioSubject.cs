using Minio;
using Minio.DataModel;
using Minio.DataModel.Args;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// The Minio package: one client, static credentials, https. The region is set, because the first URL of each bucket would otherwise request
/// it; with it, every call completes synchronously, which <see cref="Completed{T}"/> requires.
/// </summary>
internal sealed class MinioSubject : IDisposable
{
    private readonly TimeProvider _clock = TimeProvider.System;

    private readonly IMinioClient _client = new MinioClient()
        .WithEndpoint(Workload.Host)
        .WithCredentials(Workload.AccessKeyId, Workload.SecretAccessKey)
        .WithRegion(Workload.Region)
        .WithSSL(true)
        .Build();

    public string GetUrl(string key) => Completed(_client.PresignedGetObjectAsync(
        new PresignedGetObjectArgs()
            .WithBucket(Workload.Bucket)
            .WithObject(key)
            .WithExpiry((int)Workload.Expiry.TotalSeconds)));

    /// <summary>It cannot sign a content type, so its URL restricts less than the others.</summary>
    public string PutUrl(string key) => Completed(_client.PresignedPutObjectAsync(
        new PresignedPutObjectArgs()
            .WithBucket(Workload.Bucket)
            .WithObject(key)
            .WithExpiry((int)Workload.Expiry.TotalSeconds)));

    public (Uri Url, IDictionary<string, string> Fields) Post(string key)
    {
        var policy = new PostPolicy();
        policy.SetBucket(Workload.Bucket);
        policy.SetKey(key);
        policy.SetContentType(Workload.ContentType);
        policy.SetContentRange(1, Workload.MaximumSize);
        policy.SetExpires(_clock.GetUtcNow().UtcDateTime + Workload.Expiry);
        return Completed(_client.PresignedPostPolicyAsync(policy));
    }

    public void Dispose() => _client.Dispose();

    private static T Completed<T>(Task<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("Minio did not answer at once: it went to the network, and the figures would measure that.");
}
