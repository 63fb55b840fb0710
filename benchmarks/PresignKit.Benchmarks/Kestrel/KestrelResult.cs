namespace PresignKit.Benchmarks.Kestrel;

/// <summary>What <c>kestrel</c> reports about an endpoint.</summary>
/// <param name="Name">The endpoint.</param>
/// <param name="RequestsPerSecond">The median of the rounds.</param>
/// <param name="XFixed">Relative to the endpoint of the same kind that signs nothing.</param>
/// <param name="XAwsSdk">Relative to the endpoint of the same kind that uses AWSSDK.S3.</param>
internal sealed record KestrelResult(string Name, double RequestsPerSecond, double XFixed, double XAwsSdk);
