
namespace PresignKit.S3.Probing;

/// <summary>A group of attempts that measure related properties. It writes only to keys of the ledger in the context.</summary>
internal interface IAttemptGroup
{
    /// <summary>A short description of what is tried.</summary>
    string Description { get; }

    Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken);
}
