using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does the store support the bucket in the path, and in the host?</summary>
internal sealed class AddressingAttempts : IAttemptGroup
{
    public string Description => "addressing";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken) =>
    [
        await MeasureAsync(context, nameof(StoreProfile.VirtualHostAddressing), BucketAddressing.VirtualHost, cancellationToken).ConfigureAwait(false),
        await MeasureAsync(context, nameof(StoreProfile.PathAddressing), BucketAddressing.Path, cancellationToken).ConfigureAwait(false),
    ];

    private static async Task<ProbeMeasurement> MeasureAsync(
        ProbeContext context, string name, BucketAddressing addressing, CancellationToken cancellationToken)
    {
        BucketEndpoint bucket;
        try
        {
            bucket = BucketEndpoint.Create(Endpoint(context.Signer.Bucket), context.Settings.Bucket, addressing, context.Signer.Bucket.PathPrefix);
        }
        catch (ArgumentException)
        {
            return new(name, ProbeOutcome.NotTried, $"'{context.Settings.Bucket}' cannot be a host label in front of {context.Signer.Bucket.Host}");
        }

        var get = await context.SendAsync(context.Signer.At(bucket).Get(context.OtherKey), cancellationToken).ConfigureAwait(false);
        var evidence = $"GET at {bucket.Url}: {get}";
        return get.IsUnanswered ? new(name, ProbeOutcome.NotTried, evidence)
            : get is { Verdict: Verdict.Accepted, Body: ProbeContext.OtherBody } ? new(name, ProbeOutcome.Enforced, evidence)
            : new(name, ProbeOutcome.Unsupported, evidence);
    }

    /// <summary>The store's address without the bucket.</summary>
    private static string Endpoint(BucketEndpoint bucket) => bucket.Addressing == BucketAddressing.Path
        ? bucket.Url[..^(bucket.Bucket.Length + 1)]
        : bucket.Url.Replace($"://{bucket.Bucket}.", "://", StringComparison.Ordinal).TrimEnd('/');
}
