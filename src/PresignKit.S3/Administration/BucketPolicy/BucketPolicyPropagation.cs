namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>How long a store may take to apply an accepted policy. Amazon S3 sometimes needs a few seconds.</summary>
/// <param name="Pauses">How long to wait before each check.</param>
/// <param name="Clock">Measures the pauses.</param>
internal sealed record BucketPolicyPropagation(IReadOnlyList<TimeSpan> Pauses, TimeProvider Clock)
{
    public static BucketPolicyPropagation Default { get; } = new(
        [.. new[] { 0, 0.25, 0.5, 1, 2, 4 }.Select(TimeSpan.FromSeconds)], TimeProvider.System);

    public Task WaitAsync(TimeSpan pause) => pause == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(pause, Clock);
}
