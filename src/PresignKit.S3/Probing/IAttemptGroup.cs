
namespace PresignKit.S3.Probing;

/// <summary>A group of attempts that together measure something. It writes to keys of the context's ledger and to no others.</summary>
internal interface IAttemptGroup
{
    /// <summary>What it tries, in a few words.</summary>
    string Description { get; }

    Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken);
}
