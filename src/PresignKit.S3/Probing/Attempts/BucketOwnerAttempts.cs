using PresignKit.S3.Settings;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a URL refused if it says that the bucket must belong to another account?</summary>
internal sealed class BucketOwnerAttempts : IAttemptGroup
{
    // Twelve digits, like every account, but hardly the one that the bucket belongs to.
    private const string AnotherAccount = "999999999999";

    public string Description => "the owner of the bucket";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var another = context.Signer.Saying(new(BucketFacts.ExpectedOwner, AnotherAccount));
        return
        [
            await context.MeasureAsync(
                nameof(StoreProfile.ExpectedBucketOwner),
                context.Signer.Get(context.OtherKey),
                [($"{BucketFacts.ExpectedOwner} of another account", another.Get(context.OtherKey))],
                cancellationToken).ConfigureAwait(false),
        ];
    }
}
