using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// The parts of a large upload, as the S3 provider signs them: each with its exact length. The Minio package cannot sign parts.
/// </summary>
internal sealed class PartsSubject : IDisposable
{
    private static readonly ObjectKey Key = new(Workload.Key(0));
    private static readonly PartPlan Plan = new(((Workload.PartCount - 1) * Workload.PartSize) + 1, Workload.PartSize);
    private static readonly int[] Numbers = [.. Enumerable.Range(1, Workload.PartCount)];

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly SignedRequest[] _requests = new SignedRequest[Workload.PartCount];
    private readonly ServiceProvider _services;
    private readonly IDisposable? _provider;
    private readonly ISigningSession _session;

    public PartsSubject()
    {
        var services = new ServiceCollection();
        services.AddPresignKit().AddS3("media", store =>
        {
            store.Bucket = Workload.Bucket;
            store.Region = Workload.Region;
            store.Endpoint = Workload.Endpoint;
            store.Addressing = SigV4.BucketAddressing.Path;
            store.AccessKeyId = Workload.AccessKeyId;
            store.SecretAccessKey = Workload.SecretAccessKey;
        });
        _services = services.BuildServiceProvider();
        var provider = _services.GetRequiredService<StoreRegistration>().Create(_services);
        _provider = provider as IDisposable;
        var opening = provider.OpenSessionAsync(CancellationToken.None);
        _session = opening.IsCompletedSuccessfully ? opening.Result : throw new InvalidOperationException("The session did not open at once.");
    }

    /// <summary>Signs all parts in a reused array, which is valid until the next call.</summary>
    public ReadOnlySpan<SignedRequest> SignAll()
    {
        _session.SignParts(new(Key, Workload.UploadId, Plan, _clock.GetUtcNow(), Workload.Expiry), Numbers, _requests);
        return _requests;
    }

    /// <summary>Signs one part.</summary>
    public SignedRequest Sign(int index) => Sign(NumberOf(index), _clock.GetUtcNow(), Workload.Expiry);

    /// <summary>Signs one part for a time.</summary>
    public SignedRequest Sign(int number, DateTimeOffset signedAt, TimeSpan lifetime) =>
        _session.SignPart(new PartBatch(Key, Workload.UploadId, Plan, signedAt, lifetime).For(number));

    /// <summary>Returns the <paramref name="index"/>th number, starting again after the last.</summary>
    public static int NumberOf(int index) => 1 + (index % Workload.PartCount);

    /// <summary>Returns the size of a part.</summary>
    public static long SizeOf(int number) => Plan.SizeOf(number);

    public void Dispose()
    {
        _provider?.Dispose();
        _services.Dispose();
    }
}
