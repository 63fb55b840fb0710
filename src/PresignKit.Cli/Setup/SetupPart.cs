
namespace PresignKit.Cli.Setup;

/// <summary>One part of a bucket's set-up: its name, and how it is compared or applied.</summary>
internal sealed record SetupPart(
    string Name,
    Func<IStoreSetup, CancellationToken, Task<SetupOutcome>> Compare,
    Func<IStoreSetup, CancellationToken, Task<SetupOutcome>> Apply)
{
    public static SetupPart Policy { get; } = new(
        "bucket policy", (setup, cancellationToken) => setup.CompareBucketPolicyAsync(cancellationToken), (setup, cancellationToken) => setup
            .EnsureBucketPolicyAsync(cancellationToken));

    public static SetupPart Lifecycle { get; } = new(
        "lifecycle", (setup, cancellationToken) => setup.CompareLifecycleAsync(cancellationToken), (setup, cancellationToken) => setup.EnsureLifecycleAsync(
            cancellationToken));

    /// <summary>CORS for these origins, or for the configured ones if null.</summary>
    public static SetupPart Cors(IReadOnlyList<string>? origins) => new(
        "CORS", (setup, cancellationToken) => setup.CompareCorsAsync(origins, cancellationToken), (setup, cancellationToken) => setup.EnsureCorsAsync(
            origins,
            cancellationToken));
}
