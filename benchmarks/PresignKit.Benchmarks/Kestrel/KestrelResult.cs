namespace PresignKit.Benchmarks.Kestrel;

/// <summary>What <c>kestrel</c> reports of one endpoint.</summary>
/// <param name="Name">The endpoint.</param>
/// <param name="RequestsPerSecond">The median of the rounds.</param>
/// <param name="XFixed">As a multiple of what the same endpoint serves that signs nothing.</param>
/// <param name="XAwsSdk">As a multiple of what it serves with AWSSDK.S3.</param>
internal sealed record KestrelResult(string Name, double RequestsPerSecond, double XFixed, double XAwsSdk);
